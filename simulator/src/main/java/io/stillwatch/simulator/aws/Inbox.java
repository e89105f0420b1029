// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The messages received so far, kept in a file of one JSON object a line, so that they outlive the
/// process.
final class Inbox {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ReceivedMessage> messages = new ArrayList<>();
  private final Optional<Path> file;

  Inbox(Optional<Path> file) {
    this.file = file;
    file.filter(Files::exists).ifPresent(this::readBack);
  }

  synchronized List<ReceivedMessage> messages() {
    return List.copyOf(messages);
  }

  /// Safe in the file before it is answered: what SNS accepted, it does not forget.
  synchronized void add(ReceivedMessage message) {
    file.ifPresent(path -> append(path, line(message)));
    messages.add(message);
  }

  private void readBack(Path path) {
    try {
      var text = Files.readString(path);
      // A crash may have left half a line; its sender never got an answer and will repeat.
      var whole = text.substring(0, text.lastIndexOf('\n') + 1);
      if (whole.length() < text.length()) Files.writeString(path, whole);
      for (var line : whole.lines().toList()) messages.add(message(line));
    } catch (IOException e) {
      throw new UncheckedIOException("Messages received earlier cannot be read: " + path, e);
    }
  }

  private static void append(Path path, String line) {
    try {
      Files.writeString(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("A message cannot be kept: " + path, e);
    }
  }

  private static String line(ReceivedMessage message) {
    var node =
        JSON.createObjectNode()
            .put("message_id", message.messageId())
            .put("topic_arn", message.topicArn())
            .put("subject", message.subject())
            .put("received_at", message.receivedAt().toString());
    message.bodies().forEach(node.putObject("bodies")::put);
    message.attributes().forEach(node.putObject("attributes")::put);
    return node + "\n";
  }

  private static ReceivedMessage message(String line) throws IOException {
    var node = JSON.readTree(line);
    return new ReceivedMessage(
        node.path("message_id").asText(),
        node.path("topic_arn").asText(),
        node.path("subject").asText(),
        texts((ObjectNode) node.path("bodies")),
        texts((ObjectNode) node.path("attributes")),
        Instant.parse(node.path("received_at").asText()));
  }

  private static Map<String, String> texts(ObjectNode node) {
    var texts = new HashMap<String, String>();
    for (var entry : node.properties()) texts.put(entry.getKey(), entry.getValue().asText());
    return texts;
  }
}
