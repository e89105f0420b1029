// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.Digest;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.job.Durations;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Messages about Stillwatch itself: a test of a channel, and a host that sends no data.
public final class ServiceMessages {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final AlertSettings settings;

  public ServiceMessages(AlertSettings settings) {
    this.settings = settings;
  }

  /// The content of a service message, independent of the channel.
  private record Words(
      Kind kind, Severity severity, String title, String reason, String remedy, String host) {
    String token() {
      return kind == Kind.BLIND ? Reason.HOST_SILENT.token() : kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /// Tests whether a channel delivers messages.
  public Notification test(Instant at) {
    var words =
        new Words(
            Kind.TEST,
            Severity.LOW,
            "TEST - nothing is wrong",
            "This is a test message from Stillwatch. Delivery works.",
            "No action is required.",
            "");
    return notification("TEST-" + at.getEpochSecond(), words, at);
  }

  /// While no data arrives from a host, the state of its jobs is unknown, never OK.
  public Notification blind(Blindness blind, Instant at) {
    var host = TextSanitizer.name(blind.host().name());
    var behind = Durations.words(Wording.between(blind.since(), at));
    var words =
        new Words(
            Kind.BLIND,
            Severity.MAJOR,
            "no data from " + host + " for " + behind,
            "No data was read from "
                + host
                + " for "
                + behind
                + ", since "
                + blind.since()
                + ". The state of its jobs is UNKNOWN, which is not OK. "
                + TextSanitizer.sentence(blind.problem()),
            TextSanitizer.sentence(blind.remedy()),
            host);
    return notification("BLIND-" + Digest.fingerprint(host) + "-" + at.getEpochSecond(), words, at);
  }

  private Notification notification(String id, Words words, Instant at) {
    var message =
        new Message(
            TextSanitizer.cut(
                Ascii.of("[Stillwatch] " + word(words.kind()) + ": " + words.title()),
                Subject.MAX_LENGTH),
            email(words),
            TextSanitizer.cut(
                Ascii.gsm("STILLWATCH " + word(words.kind()) + ": " + words.title() + "."),
                Sms.MAX_LENGTH),
            json(id, words, at),
            attributes(words));
    return new Notification(id, id, words.kind(), 1, at, message, Delivery.NEW);
  }

  private static String word(Kind kind) {
    return kind.name();
  }

  private static String email(Words words) {
    var lines = new Lines();
    lines.text("", "Stillwatch: " + words.title());
    lines.text("", words.reason());
    lines.heading(Email.WHAT_TO_DO);
    lines.text("  ", words.remedy());
    lines.blank();
    lines.text("", "You receive this because you subscribed to the SNS topic of Stillwatch.");
    return lines.toText(Email.MAX_BYTES);
  }

  private String json(String id, Words words, Instant at) {
    var kind = words.kind().name().toLowerCase(Locale.ROOT);
    var body = JSON.createObjectNode();
    body.put("version", "1").put("id", id).put("seq", 1);
    body.put("kind", "stillwatch." + kind).put("status", kind).put("message", kind);
    body.put("severity", words.severity().name().toLowerCase(Locale.ROOT));
    body.put("title", words.title()).put("reason", words.token());
    body.put("summary", words.reason());
    if (!settings.environment().isEmpty()) {
      body.put("environment", TextSanitizer.name(settings.environment()));
    }
    body.putArray("steps").add(words.remedy());
    if (!words.host().isEmpty()) body.putObject("host").put("name", words.host());
    body.put("made_at", at.toString()).put("truncated", false);
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of strings can always be written.", e);
    }
  }

  private Map<String, String> attributes(Words words) {
    var kind = words.kind().name().toLowerCase(Locale.ROOT);
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("severity", words.severity().name().toLowerCase(Locale.ROOT));
    attributes.put("kind", "stillwatch." + kind);
    attributes.put("status", kind);
    attributes.put("message", kind);
    attributes.put("environment", TextSanitizer.name(settings.environment()));
    attributes.put("host", words.host());
    attributes.values().removeIf(String::isEmpty);
    return attributes;
  }
}
