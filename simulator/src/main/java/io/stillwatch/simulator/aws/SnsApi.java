// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/// The calls of SNS that a publisher and its subscribers make, with the checks of the real service.
final class SnsApi {
  static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  static final Set<String> ACTIONS =
      Set.of(
          "CreateTopic",
          "GetTopicAttributes",
          "Subscribe",
          "SetSubscriptionAttributes",
          "ListSubscriptionsByTopic",
          "GetSubscriptionAttributes",
          "Publish");
  private static final String ARNS =
      "arn:aws:sns:" + AccountApi.REGION + ":" + AccountApi.ACCOUNT + ":";
  private static final String MAILBOX = "oncall@example.com";

  private final Map<String, Topic> topics = new ConcurrentSkipListMap<>();
  private final Map<String, String> attributes = new ConcurrentSkipListMap<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Inbox inbox;
  private final InstantSource time;

  SnsApi(Inbox inbox, InstantSource time) {
    this.inbox = inbox;
    attributes.put(
        "HTTPFailureFeedbackRoleArn", "arn:aws:iam::" + AccountApi.ACCOUNT + ":role/sns");
    this.time = time;
  }

  /// A topic of this account to which a mailbox is subscribed; by its whole ARN also one of another
  /// account, region or partition.
  String create(String name) {
    var topic = add(name.startsWith("arn:") ? name : ARNS + name);
    if (!topic.fifo() && topic.subscriptions().isEmpty()) {
      topic.subscribe("email", MAILBOX, Map.of());
      topic.confirm(MAILBOX);
    }
    return topic.arn();
  }

  private Topic add(String arn) {
    return topics.computeIfAbsent(arn, Topic::new);
  }

  /// Opens the link in the message that asks for confirmation.
  void confirm(String endpoint) {
    topics.values().forEach(topic -> topic.confirm(endpoint));
  }

  List<Delivery> deliveries() {
    synchronized (deliveries) {
      return List.copyOf(deliveries);
    }
  }

  Xml answer(QueryRequest request) {
    return switch (request.action()) {
      case "CreateTopic" -> createTopic(request);
      case "GetTopicAttributes" -> topicAttributes(topic(request));
      case "Subscribe" -> subscribe(request);
      case "SetSubscriptionAttributes" -> setAttribute(request);
      case "ListSubscriptionsByTopic" -> subscriptions(topic(request));
      case "GetSubscriptionAttributes" -> subscriptionAttributes(request);
      default -> publish(request);
    };
  }

  private Xml createTopic(QueryRequest request) {
    var name = request.required("Name");
    if (!name.matches("[A-Za-z0-9_-]{1,256}(\\.fifo)?")) throw invalid("Topic Name");
    return new Xml().text("TopicArn", add(ARNS + name).arn());
  }

  private Xml topicAttributes(Topic topic) {
    long confirmed = topic.subscriptions().stream().filter(Subscription::confirmed).count();
    var found = new TreeMap<String, String>();
    found.put("TopicArn", topic.arn());
    found.put("Owner", topic.owner());
    found.put("SubscriptionsConfirmed", Long.toString(confirmed));
    found.put("SubscriptionsPending", Long.toString(topic.subscriptions().size() - confirmed));
    if (topic.fifo()) found.put("FifoTopic", "true");
    found.putAll(attributes);
    return entries(found);
  }

  /// Sets an attribute of every topic.
  void attribute(String name, String value) {
    attributes.put(name, value);
  }

  private Xml subscribe(QueryRequest request) {
    var topic = topic(request);
    var protocol = request.required("Protocol");
    if (topic.fifo() && !protocol.equals("sqs")) {
      throw invalid("Invalid protocol type: " + protocol);
    }
    var added = topic.subscribe(protocol, request.required("Endpoint"), entries(request));
    return new Xml().text("SubscriptionArn", shownArn(added));
  }

  private static Map<String, String> entries(QueryRequest request) {
    var entries = new LinkedHashMap<String, String>();
    for (int n = 1; request.text("Attributes.entry." + n + ".key").isPresent(); n++) {
      var entry = "Attributes.entry." + n + ".";
      entries.put(request.required(entry + "key"), request.required(entry + "value"));
    }
    return entries;
  }

  private Xml setAttribute(QueryRequest request) {
    var topic = topicOf(request);
    var subscription = subscription(topic, request);
    var changed = new LinkedHashMap<>(subscription.attributes());
    changed.put(
        request.required("AttributeName"), request.parameters().getOrDefault("AttributeValue", ""));
    topic.replace(subscription.with(changed));
    return new Xml();
  }

  private Xml subscriptionAttributes(QueryRequest request) {
    var subscription = subscription(topicOf(request), request);
    var found = new TreeMap<>(subscription.attributes());
    found.put("SubscriptionArn", subscription.arn());
    found.put("Protocol", subscription.protocol());
    found.put("PendingConfirmation", Boolean.toString(!subscription.confirmed()));
    return entries(found);
  }

  private Topic topicOf(QueryRequest request) {
    var arn = request.required("SubscriptionArn");
    return known(arn.substring(0, Math.max(0, arn.lastIndexOf(':'))), "Subscription");
  }

  private static Subscription subscription(Topic topic, QueryRequest request) {
    return topic
        .find(request.required("SubscriptionArn"))
        .orElseThrow(() -> new RefusedException(404, "NotFound", "Subscription does not exist"));
  }

  private static Xml entries(Map<String, String> attributes) {
    var entries = new Xml();
    for (var entry : attributes.entrySet()) {
      entries.element(
          "entry", new Xml().text("key", entry.getKey()).text("value", entry.getValue()));
    }
    return new Xml().element("Attributes", entries);
  }

  private static Xml subscriptions(Topic topic) {
    var members = new Xml();
    for (var one : topic.subscriptions()) {
      members.element(
          "member",
          new Xml()
              .text("SubscriptionArn", shownArn(one))
              .text("Owner", topic.owner())
              .text("Protocol", one.protocol())
              .text("Endpoint", one.endpoint())
              .text("TopicArn", topic.arn()));
    }
    return new Xml().element("Subscriptions", members);
  }

  private static String shownArn(Subscription subscription) {
    return subscription.confirmed() ? subscription.arn() : "PendingConfirmation";
  }

  private Xml publish(QueryRequest request) {
    var topic = topic(request);
    var publication = Publication.of(request, topic.fifo());
    var now = time.instant();
    var earlier = topic.repeated(publication.deduplicationId(), now);
    if (topic.fifo() && earlier.isPresent()) return new Xml().text("MessageId", earlier.get());
    var id = UUID.nameUUIDFromBytes(unique(request.required("Message"))).toString();
    var message =
        new ReceivedMessage(
            id,
            topic.arn(),
            publication.subject(),
            publication.bodies(),
            publication.attributeValues(),
            now);
    inbox.add(message);
    topic.remember(publication.deduplicationId(), id, now);
    deliver(topic, publication, message);
    return new Xml().text("MessageId", id);
  }

  private void deliver(Topic topic, Publication publication, ReceivedMessage message) {
    for (var subscription : topic.subscriptions()) {
      if (!subscription.receives(publication)) continue;
      synchronized (deliveries) {
        deliveries.add(new Delivery(subscription.protocol(), subscription.endpoint(), message));
      }
    }
  }

  /// Equal messages get different ids, and a repeated simulation gets the same ones.
  private byte[] unique(String message) {
    return (inbox.messages().size() + ":" + message).getBytes(StandardCharsets.UTF_8);
  }

  private Topic topic(QueryRequest request) {
    var arn = request.text("TopicArn").or(() -> request.text("TargetArn")).orElse("");
    if (!arn.matches("arn:aws[a-z-]*:sns:.*")) throw invalid("TopicArn");
    return known(arn, "Topic");
  }

  private Topic known(String arn, String what) {
    var topic = topics.get(arn);
    if (topic == null) throw new RefusedException(404, "NotFound", what + " does not exist");
    return topic;
  }

  private static RefusedException invalid(String what) {
    return new RefusedException(400, "InvalidParameter", "Invalid parameter: " + what);
  }
}
