// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// The calls of SNS that a publisher makes, with the checks of the real service.
final class SnsApi {
  static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final String ARNS =
      "arn:aws:sns:" + AccountApi.REGION + ":" + AccountApi.ACCOUNT + ":";
  private static final int MAX_BYTES = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConcurrentSkipListSet<String> topics = new ConcurrentSkipListSet<>();
  private final Map<String, String> attributes = new ConcurrentSkipListMap<>();
  private final Inbox inbox;
  private final InstantSource time;

  SnsApi(Inbox inbox, InstantSource time) {
    this.inbox = inbox;
    attributes.put(
        "HTTPFailureFeedbackRoleArn", "arn:aws:iam::" + AccountApi.ACCOUNT + ":role/sns");
    this.time = time;
  }

  String create(String name) {
    topics.add(ARNS + name);
    return ARNS + name;
  }

  Xml createTopic(QueryRequest request) {
    var name = request.required("Name");
    if (!name.matches("[A-Za-z0-9_-]{1,256}(\\.fifo)?")) throw invalid("Topic Name");
    return new Xml().text("TopicArn", create(name));
  }

  Xml topicAttributes(QueryRequest request) {
    var arn = topic(request);
    var found = new TreeMap<>(attributes);
    found.put("TopicArn", arn);
    found.put("Owner", AccountApi.ACCOUNT);
    found.put("SubscriptionsConfirmed", "1");
    return entries(found);
  }

  /// Sets an attribute of every topic.
  void attribute(String name, String value) {
    attributes.put(name, value);
  }

  Xml subscriptionAttributes(QueryRequest request) {
    var arn = request.required("SubscriptionArn");
    return entries(new TreeMap<>(Map.of("SubscriptionArn", arn, "Protocol", "email")));
  }

  private static Xml entries(Map<String, String> attributes) {
    var entries = new Xml();
    for (var entry : attributes.entrySet()) {
      entries.element(
          "entry", new Xml().text("key", entry.getKey()).text("value", entry.getValue()));
    }
    return new Xml().element("Attributes", entries);
  }

  Xml subscriptions(QueryRequest request) {
    var arn = topic(request);
    var one =
        new Xml()
            .text("SubscriptionArn", arn + ":6b0e71bd-7e97-4d97-80ce-4a0994e55286")
            .text("Owner", AccountApi.ACCOUNT)
            .text("Protocol", "email")
            .text("Endpoint", "oncall@example.com")
            .text("TopicArn", arn);
    return new Xml().element("Subscriptions", new Xml().element("member", one));
  }

  Xml publish(QueryRequest request) {
    var topic = topic(request);
    var message = request.parameters().getOrDefault("Message", "");
    if (message.isEmpty()) throw invalid("Empty message");
    if (message.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw invalid("Message too long");
    }
    var subject = request.text("Subject").orElse("");
    // "ASCII text that begins with a letter, number, or punctuation mark; no line breaks or control
    // characters; less than 100 characters long" (API reference of Publish).
    if (!subject.matches("(?:[\\x21-\\x7E][\\x20-\\x7E]{0,98})?")) throw invalid("Subject");
    var json = request.text("MessageStructure").orElse("").equals("json");
    var bodies = json ? bodies(message) : Map.of("default", message);
    var id = UUID.nameUUIDFromBytes(unique(message)).toString();
    inbox.add(new ReceivedMessage(id, topic, subject, bodies, attributes(request), time.instant()));
    return new Xml().text("MessageId", id);
  }

  /// Equal messages get different ids, and a repeated simulation gets the same ones.
  private byte[] unique(String message) {
    return (inbox.messages().size() + ":" + message).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> bodies(String message) {
    var what = "Message Structure - ";
    try {
      var node = JSON.readTree(message);
      if (!node.isObject()) throw invalid(what + "JSON message body failed to parse");
      var bodies = new HashMap<String, String>();
      for (var entry : node.properties()) {
        if (entry.getValue().isTextual()) bodies.put(entry.getKey(), entry.getValue().asText());
      }
      if (bodies.containsKey("default")) return bodies;
      throw invalid(what + "No default entry in JSON message body");
    } catch (JsonProcessingException e) {
      throw invalid(what + "JSON message body failed to parse");
    }
  }

  private static Map<String, String> attributes(QueryRequest request) {
    var attributes = new HashMap<String, String>();
    for (var n = 1; ; n++) {
      var entry = "MessageAttributes.entry." + n + ".";
      var name = request.text(entry + "Name");
      if (name.isEmpty()) return attributes;
      for (var kind : List.of("StringValue", "BinaryValue")) {
        request.text(entry + "Value." + kind).ifPresent(v -> attributes.put(name.get(), v));
      }
      if (request.text(entry + "Value.DataType").isEmpty() || !attributes.containsKey(name.get())) {
        throw new RefusedException(
            400,
            "ParameterValueInvalid",
            "The message attribute '" + name.get() + "' must contain a type and a value.");
      }
    }
  }

  private String topic(QueryRequest request) {
    var arn = request.text("TopicArn").or(() -> request.text("TargetArn")).orElse("");
    if (!arn.startsWith("arn:aws:sns:")) throw invalid("TopicArn");
    if (!topics.contains(arn)) throw new RefusedException(404, "NotFound", "Topic does not exist");
    return arn;
  }

  private static RefusedException invalid(String what) {
    return new RefusedException(400, "InvalidParameter", "Invalid parameter: " + what);
  }
}
