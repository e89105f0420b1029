// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A notification for Amazon Q Developer in chat applications, which shows it in Slack or Microsoft
/// Teams: the schema of its "custom notifications" (version 1.0, source custom), in which the alert
/// is the thread.
///
/// AWS publishes no lengths for the fields. These stay within what Slack shows of a block, so no
/// chat cuts a text off by itself.
final class ChatBody {
  static final int MAX_TITLE = 150;
  static final int MAX_LINE = 600;
  static final int MAX_LOG_LINE = 120;
  static final int MAX_LOG_LINES = 3;
  static final int MAX_STEP = 300;
  static final int MAX_STEPS = 10;
  static final int MAX_KEYWORD = 60;
  static final int MAX_SUMMARY = 140;
  static final int MAX_ID = 128;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Notification notification;
  private final JsonNode facts;

  private ChatBody(Notification notification, JsonNode facts) {
    this.notification = notification;
    this.facts = facts;
  }

  static String of(Notification notification) {
    return new ChatBody(notification, parsed(notification.message().json())).body().toString();
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private ObjectNode body() {
    var body = JSON.createObjectNode();
    body.put("version", "1.0").put("source", "custom");
    body.put("id", ChatText.cut(notification.id(), MAX_ID));
    var content = body.putObject("content");
    content.put("textType", "client-markdown").put("title", title());
    content.put("description", String.join("\n", description()));
    steps().forEach(content.putArray("nextSteps")::add);
    keywords().forEach(content.putArray("keywords")::add);
    metadata(body.putObject("metadata"));
    return body;
  }

  private String title() {
    var id = " (" + ChatText.of(notification.alert(), MAX_KEYWORD) + ")";
    var icon = icon() + " ";
    var words = text("title").isEmpty() ? notification.message().subject() : text("title");
    return icon + ChatText.of(words, MAX_TITLE - icon.length() - id.length()) + id;
  }

  private String icon() {
    return switch (notification.kind()) {
      case RESOLVED -> "\u2705";
      case TEST -> "\u2139";
      default ->
          switch (text("severity")) {
            case "critical" -> "\uD83D\uDD34";
            case "major" -> "\uD83D\uDFE0";
            case "minor" -> "\uD83D\uDFE1";
            default -> "\u26AA";
          };
    };
  }

  private List<String> description() {
    var lines = new ArrayList<String>();
    lines.add(ChatText.of(text("summary"), MAX_LINE));
    if (facts.has("started_at")) lines.add(since());
    if (facts.has("finding") && notification.kind() != Kind.RESOLVED) {
      lines.add("*Why* " + why());
      var evidence = facts.at("/finding/evidence").asText().lines().findFirst().orElse("");
      if (!evidence.isBlank()) lines.add(ChatText.code(evidence, MAX_LINE));
      facts
          .path("log_lines")
          .valueStream()
          .limit(MAX_LOG_LINES)
          .forEach(line -> lines.add(ChatText.code(line.path("text").asText(), MAX_LOG_LINE)));
    }
    return lines;
  }

  private String since() {
    var words = "*Since* " + ChatText.of(text("started_at"), MAX_KEYWORD);
    var missed = facts.path("missed_runs").asInt();
    if (missed > 0) words += ", " + missed + (missed == 1 ? " run" : " runs") + " missed";
    var full = facts.at("/impact/disk_full_at").asText();
    return full.isEmpty() ? words : words + ", *disk full* " + ChatText.of(full, MAX_KEYWORD);
  }

  private String why() {
    var finding = facts.path("finding");
    if (!finding.isObject()) return "no configuration cause found" + searched();
    var line = finding.path("line").asInt();
    var place = finding.path("file").asText() + (line > 0 ? ":" + line : "");
    return "("
        + finding.path("confidence").asText("possible")
        + ") "
        + ChatText.of(finding.path("message").asText(), MAX_LINE / 2)
        + " "
        + ChatText.code(place, MAX_LINE / 3);
  }

  private String searched() {
    var checked = facts.at("/cause_search/checked").valueStream().map(JsonNode::asText).toList();
    return checked.isEmpty()
        ? ""
        : "; checked: " + ChatText.of(String.join("; ", checked), MAX_LINE / 2);
  }

  /// A command is shown as one, so that it is copied unchanged.
  private List<String> steps() {
    var steps =
        facts
            .path("steps")
            .valueStream()
            .map(JsonNode::asText)
            .filter(step -> !step.isBlank())
            .limit(MAX_STEPS - 1)
            .map(step ->
                Character.isUpperCase(step.codePointAt(0))
                    ? ChatText.of(step, MAX_STEP)
                    : ChatText.code(step, MAX_STEP));
    var link = facts.at("/links/alert").asText();
    return link.isEmpty()
        ? steps.toList()
        : Stream.concat(steps, Stream.of("Open " + ChatText.of(link, MAX_STEP - 5))).toList();
  }

  private List<String> keywords() {
    return Stream.of("severity", "kind", "host", "owner", "environment")
        .map(name -> notification.message().attributes().getOrDefault(name, ""))
        .map(word -> ChatText.of(word, MAX_KEYWORD))
        .filter(word -> !word.isBlank())
        .distinct()
        .toList();
  }

  private void metadata(ObjectNode metadata) {
    var kind = notification.kind().name().toLowerCase(Locale.ROOT);
    metadata.put("threadId", ChatText.cut(notification.alert(), MAX_ID));
    metadata.put("summary", ChatText.of(notification.message().sms(), MAX_SUMMARY));
    metadata.put("eventType", "io.stillwatch.alert." + kind);
    var host = facts.at("/host/name").asText();
    var resources = metadata.putArray("relatedResources");
    if (!host.isBlank()) resources.add(ChatText.of(host, MAX_KEYWORD));
    metadata
        .putObject("additionalContext")
        .put("alert", ChatText.cut(notification.alert(), MAX_ID))
        .put("notification", ChatText.cut(notification.id(), MAX_ID))
        .put("status", ChatText.of(text("status"), MAX_KEYWORD))
        .put("severity", ChatText.of(text("severity"), MAX_KEYWORD));
  }

  private String text(String field) {
    return facts.path(field).asText();
  }
}
