// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.job.Durations;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Messages about Stillwatch itself: that a channel works, and that we cannot see a host.
public final class ServiceMessages {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final AlertSettings settings;

  public ServiceMessages(AlertSettings settings) {
    this.settings = settings;
  }

  /// What a service message says, before it takes the form of a channel.
  private record Words(
      Kind kind, Severity severity, String title, String reason, String remedy, String host) {}

  /// For the button and the command that try out a channel.
  public Notification test(Instant at) {
    var words =
        new Words(
            Kind.TEST,
            Severity.LOW,
            "TEST - nothing is wrong",
            "Somebody tries out whether messages of Stillwatch arrive. This one did.",
            "Nothing.",
            "");
    return notification("TEST-" + at.getEpochSecond(), words, at);
  }

  /// Silence is never calm: while nothing is seen of a host, its jobs are unknown.
  public Notification blind(Blindness blind, Instant at) {
    var host = Plain.name(blind.host().name());
    var behind = Durations.words(Wording.between(blind.since(), at));
    var words =
        new Words(
            Kind.BLIND,
            Severity.MAJOR,
            "cannot see " + host + " for " + behind,
            "Nothing was read from "
                + host
                + " for "
                + behind
                + ". Its jobs are UNKNOWN, which is not OK. "
                + Plain.sentence(blind.problem()),
            Plain.sentence(blind.remedy()),
            host);
    return notification("BLIND-" + Digest.fingerprint(host) + "-" + at.getEpochSecond(), words, at);
  }

  private Notification notification(String id, Words words, Instant at) {
    var message =
        new Message(
            Plain.cut(
                Ascii.of("[Stillwatch] " + word(words.kind()) + ": " + words.title()),
                Subject.MOST),
            email(words),
            Plain.cut(
                Ascii.gsm("STILLWATCH " + word(words.kind()) + ": " + words.title() + "."),
                Sms.MOST),
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
    lines.heading("WHAT TO DO");
    lines.text("  ", words.remedy());
    lines.blank();
    lines.text("", "You get this because you subscribed to the SNS topic of Stillwatch.");
    return lines.toText(Email.MOST_BYTES);
  }

  private String json(String id, Words words, Instant at) {
    var kind = words.kind().name().toLowerCase(Locale.ROOT);
    var body = JSON.createObjectNode();
    body.put("version", "1").put("id", id).put("seq", 1);
    body.put("kind", "stillwatch." + kind).put("status", kind).put("message", kind);
    body.put("severity", words.severity().name().toLowerCase(Locale.ROOT));
    body.put("title", words.title()).put("reason", words.reason());
    if (!settings.environment().isEmpty()) {
      body.put("environment", Plain.name(settings.environment()));
    }
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
    attributes.put("environment", Plain.name(settings.environment()));
    attributes.put("host", words.host());
    attributes.values().removeIf(String::isEmpty);
    return attributes;
  }
}
