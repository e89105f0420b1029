// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A request to publish that passed the checks of the real service (API reference of Publish):
/// subject, structure, 256 KiB with attributes, and the ids of a FIFO topic.
record Publication(
    String subject,
    Map<String, String> bodies,
    Map<String, MessageAttribute> attributes,
    String deduplicationId) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BYTES = 256 * 1024;

  /// "ASCII text that begins with a letter, number, or punctuation mark; no line breaks or control
  /// characters; less than 100 characters long".
  private static final Pattern SUBJECT = Pattern.compile("(?:[\\x21-\\x7E][\\x20-\\x7E]{0,98})?");

  /// "up to 128 alphanumeric characters and punctuation".
  private static final Pattern FIFO_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

  static Publication of(QueryRequest request, boolean fifo) {
    var message = request.parameters().getOrDefault("Message", "");
    if (message.isEmpty()) throw invalid("Empty message");
    var attributes = MessageAttribute.of(request);
    if (bytes(message, attributes) > MAX_BYTES) throw invalid("Message too long");
    var subject = request.parameters().getOrDefault("Subject", "");
    if (!SUBJECT.matcher(subject).matches()) throw invalid("Subject");
    var structure = request.text("MessageStructure").orElse("");
    if (!structure.isEmpty() && !structure.equals("json")) throw invalid("MessageStructure");
    var bodies = structure.isEmpty() ? Map.of("default", message) : bodies(message);
    return new Publication(subject, bodies, attributes, deduplication(request, fifo));
  }

  private static int bytes(String message, Map<String, MessageAttribute> attributes) {
    int bytes = length(message);
    for (var one : attributes.entrySet()) {
      bytes += length(one.getKey());
      bytes += length(one.getValue().type()) + length(one.getValue().value());
    }
    return bytes;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String deduplication(QueryRequest request, boolean fifo) {
    var group = request.text("MessageGroupId");
    var id = request.text("MessageDeduplicationId");
    if (!fifo) {
      if (id.isEmpty()) return "";
      throw invalid("MessageDeduplicationId is not valid for this topic type");
    }
    if (group.isEmpty()) {
      throw invalid("The MessageGroupId parameter is required for FIFO topics");
    }
    if (id.isEmpty()) {
      throw invalid(
          "The topic should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
    if (!FIFO_ID.matcher(group.get()).matches()) throw invalid("MessageGroupId");
    if (!FIFO_ID.matcher(id.get()).matches()) throw invalid("MessageDeduplicationId");
    return id.get();
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

  /// What a subscriber of the protocol gets.
  String body(String protocol) {
    return bodies.getOrDefault(protocol, bodies.getOrDefault("default", ""));
  }

  Map<String, String> attributeValues() {
    var values = new HashMap<String, String>();
    attributes.forEach((name, attribute) -> values.put(name, attribute.value()));
    return values;
  }

  private static RefusedException invalid(String what) {
    return new RefusedException(400, "InvalidParameter", "Invalid parameter: " + what);
  }
}
