// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/// Topics as documents: policy, key, delivery status, and who subscribed with which filter.
final class TopicFacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Host host;
  private final List<String> topics;
  private final RoleFacts roles;
  private final SnsClient client;

  TopicFacts(AwsSession session, Host host, RoleFacts roles, List<String> topics) {
    this.host = host;
    this.topics = topics;
    this.roles = roles;
    this.client = session.client(SnsClient.builder());
  }

  /// `publisher` is the ARN of the role that publishes, empty if nobody knows it.
  List<FactsDocument> read(String publisher, Questions questions) throws SourceException {
    var documents = new ArrayList<FactsDocument>();
    for (var arn : topics) {
      var body = JSON.createObjectNode();
      var topic = body.putObject("topic").put("arn", arn);
      if (!publisher.isEmpty()) body.put("publisher", publisher);
      questions
          .ask("sns:GetTopicAttributes", arn, () -> client.getTopicAttributes(r -> r.topicArn(arn)))
          .ifPresent(answer -> attributes(topic, answer.attributes()));
      key(arn, publisher, body, questions);
      subscriptions(arn, body, questions);
      documents.add(
          new FactsDocument(host, FactsDocument.PATHS + "sns/" + name(arn), body, Map.of()));
    }
    return documents;
  }

  private void subscriptions(String arn, ObjectNode body, Questions questions)
      throws SourceException {
    var all =
        questions.ask(
            "sns:ListSubscriptionsByTopic",
            arn,
            () ->
                client
                    .listSubscriptionsByTopicPaginator(r -> r.topicArn(arn))
                    .subscriptions()
                    .stream()
                    .toList());
    if (all.isEmpty()) return;
    var list = body.putArray("subscriptions");
    for (var one : all.get()) {
      var node = list.addObject().put("arn", one.subscriptionArn()).put("protocol", one.protocol());
      filter(one, node, questions);
    }
  }

  /// One that is not confirmed has no ARN yet, and no attributes.
  private void filter(Subscription one, ObjectNode node, Questions questions)
      throws SourceException {
    if (!one.subscriptionArn().startsWith("arn:")) return;
    var answer =
        questions.askWhereAllowed(
            "sns:GetSubscriptionAttributes",
            one.subscriptionArn(),
            () -> client.getSubscriptionAttributes(r -> r.subscriptionArn(one.subscriptionArn())));
    answer
        .map(found -> found.attributes().get("FilterPolicy"))
        .ifPresent(policy -> node.set("FilterPolicy", JsonText.tree(policy)));
    answer
        .map(found -> found.attributes().get("RedrivePolicy"))
        .ifPresent(policy -> node.set("RedrivePolicy", JsonText.tree(policy)));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /// Whether the publisher may use the key of the topic; the key is left out while nobody knows.
  /// AWS's own key gives that right by itself.
  private void key(String arn, String publisher, ObjectNode body, Questions questions)
      throws SourceException {
    var key = body.at("/topic/EncryptionKey").asText();
    if (key.isEmpty() || publisher.isEmpty()) return;
    var parts = arn.split(":", -1);
    var kms = "arn:aws:kms:" + parts[3] + ":" + parts[4] + ":";
    var full = key.startsWith("arn:") ? key : kms + (key.startsWith("alias/") ? key : "key/" + key);
    var may =
        key.startsWith("alias/aws/")
            ? Optional.of(true)
            : roles.allows(
                publisher, List.of("kms:GenerateDataKey", "kms:Decrypt"), full, questions);
    may.ifPresent(allowed -> {
      body.put("publisher_may_use_key", allowed);
      ((ObjectNode) body.path("topic")).put("KmsMasterKeyId", key);
    });
  }

  /// A failed delivery is logged by each protocol on its own.
  private static void attributes(ObjectNode topic, Map<String, String> attributes) {
    boolean logged =
        attributes.entrySet().stream()
            .anyMatch(one ->
                one.getKey().endsWith("FailureFeedbackRoleArn") && !one.getValue().isEmpty());
    topic.put("delivery_status_logging", logged);
    attributes.forEach((name, value) -> {
      switch (name) {
        case "Policy" -> topic.set("Policy", JsonText.tree(value));
        case "SubscriptionsConfirmed", "SubscriptionsPending", "Owner" -> topic.put(name, value);
        case "KmsMasterKeyId" -> topic.put("EncryptionKey", value);
        default -> {}
      }
    });
  }
}
