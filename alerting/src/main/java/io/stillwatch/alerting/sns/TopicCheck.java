// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import io.stillwatch.alerting.sns.SnsNotifier.Problem;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/// Whether anybody would receive what is published: the topic exists and has a confirmed
/// subscription. SNS accepts messages without one, and drops them.
record TopicCheck(SnsClient client, TopicArn topic) {
  Optional<Problem> problem() {
    try {
      var answer = client.getTopicAttributes(request -> request.topicArn(topic.text()));
      return subscriptions(answer.attributes());
    } catch (AwsServiceException e) {
      return Optional.of(rejected(e));
    } catch (SdkException e) {
      return Optional.of(
          notChecked(SnsErrors.unreachable(topic, e) + ".", "It is checked again later."));
    }
  }

  private Optional<Problem> subscriptions(Map<String, String> attributes) {
    int confirmed = count(attributes, "SubscriptionsConfirmed");
    int pending = count(attributes, "SubscriptionsPending");
    if (confirmed > 0) return Optional.empty();
    return Optional.of(
        pending == 0
            ? new Problem(
                Problem.Kind.NO_SUBSCRIPTION,
                "Topic " + topic + " has no subscription, so messages reach nobody.",
                "aws sns subscribe --region "
                    + topic.region()
                    + " --topic-arn "
                    + topic
                    + " --protocol email --notification-endpoint ADDRESS")
            : new Problem(
                Problem.Kind.NOT_CONFIRMED,
                "Topic "
                    + topic
                    + " has no confirmed subscription, so messages reach nobody; "
                    + pending
                    + (pending == 1 ? " waits" : " wait")
                    + " for confirmation.",
                "Open the link in the message that SNS sent to each subscriber. It is valid for"
                    + " two days; after that, subscribe again."));
  }

  private static int count(Map<String, String> attributes, String name) {
    var text = attributes.getOrDefault(name, "0");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  private Problem rejected(AwsServiceException e) {
    return switch (SnsErrors.code(e)) {
      case "AuthorizationError", "AccessDenied", "AccessDeniedException" ->
          notChecked(
              "Stillwatch may not see whether topic "
                  + topic
                  + " has confirmed subscriptions; sending needs another permission.",
              new Denial(topic, SnsErrors.message(e)).remedy("sns:GetTopicAttributes"));
      case "NotFound" ->
          new Problem(
              Problem.Kind.NO_TOPIC,
              "Topic " + topic + " does not exist.",
              "Create it, or correct its ARN in the configuration.");
      default ->
          notChecked(
              "The subscriptions of topic "
                  + topic
                  + " could not be checked: "
                  + e.statusCode()
                  + " "
                  + SnsErrors.code(e)
                  + ".",
              "It is checked again later.");
    };
  }

  private static Problem notChecked(String what, String remedy) {
    return new Problem(Problem.Kind.NOT_CHECKED, what, remedy);
  }
}
