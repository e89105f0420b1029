// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Messages that belong to no alert: a test of a route, what a day was like, and what was too much
/// to be told one by one.
public final class ServiceMessages {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int LISTED = 10;

  private final AlertSettings settings;

  public ServiceMessages(AlertSettings settings) {
    this.settings = settings;
  }

  /// The content of a service message, independent of the channel.
  private record Words(
      Kind kind, Severity severity, String title, String reason, List<String> list, String remedy) {
    String token() {
      return kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /// Tests whether a route delivers messages.
  public Notification test(String route, Instant at) {
    return notification(
        route,
        new Words(
            Kind.TEST,
            Severity.LOW,
            "TEST - nothing is wrong",
            "This is a test message from Stillwatch on the route "
                + TextSanitizer.name(route)
                + ". Delivery works.",
            List.of(),
            "No action is required."),
        at);
  }

  /// What was not sent one by one because the route is at its ceiling.
  public Notification summary(String route, List<Alert> alerts, Instant at) {
    int number = alerts.size();
    var severity =
        alerts.stream().map(Alert::severity).max(Severity::compareTo).orElse(Severity.LOW);
    var count = number + (number == 1 ? " alert" : " alerts");
    return notification(
        route,
        new Words(
            Kind.SUMMARY,
            severity,
            count + " not told one by one",
            count
                + " changed faster than this route takes messages. They are listed here and told"
                + " no other way; none is lost.",
            listed(alerts),
            "Look at all of them in the list of alerts" + address() + "."),
        at);
  }

  /// How a day went; sent on quiet days too, so that silence of Stillwatch itself is noticed.
  public Notification digest(String route, DailyCounts day, Instant at) {
    var runs = day.runs() + (day.runs() == 1 ? " run" : " runs");
    var title =
        day.quiet()
            ? "all quiet: " + runs + ", " + Wording.jobs(day.jobs()) + ", 0 blind"
            : day.open().size()
                + " open, "
                + day.bad()
                + " of "
                + runs
                + " bad, "
                + day.blind()
                + " blind";
    return notification(
        route,
        new Words(
            Kind.DIGEST,
            Severity.LOW,
            title,
            "In the last 24 hours "
                + runs
                + " of "
                + Wording.jobs(day.jobs())
                + " were judged; "
                + day.bad()
                + " of them were missed or failed. "
                + blind(day.blind()),
            listed(day.open()),
            day.open().isEmpty()
                ? "No action is required. If this message does not come, Stillwatch is down."
                : "Look at the open alerts" + address() + "."),
        at);
  }

  private static String blind(long number) {
    if (number == 0) return "No job is blind.";
    return Wording.jobs(number)
        + (number == 1 ? " is" : " are")
        + " blind: unknown, which is not OK.";
  }

  private String address() {
    return settings.baseUrl().isEmpty() ? "" : ": " + settings.baseUrl() + "/alerts";
  }

  private static List<String> listed(List<Alert> alerts) {
    var list = new ArrayList<String>();
    alerts.stream()
        .sorted((one, other) -> other.severity().compareTo(one.severity()))
        .limit(LISTED)
        .forEach(alert ->
            list.add(
                alert.severity().name().toLowerCase(Locale.ROOT)
                    + ": "
                    + Texts.title(alert)
                    + " ("
                    + alert.id()
                    + ")"));
    if (alerts.size() > LISTED) list.add("and " + (alerts.size() - LISTED) + " more");
    return list;
  }

  private Notification notification(String route, Words words, Instant at) {
    var id = words.kind().name() + "-" + at.getEpochSecond() + "-" + route;
    var message =
        new Message(
            TextSanitizer.cut(
                Ascii.of("[Stillwatch] " + words.kind().name() + ": " + words.title()),
                Subject.MAX_LENGTH),
            email(words),
            TextSanitizer.cut(
                Ascii.gsm("STILLWATCH " + words.kind().name() + ": " + words.title() + "."),
                Sms.MAX_LENGTH),
            json(id, words, at),
            attributes(words));
    return new Notification(id, id, route, words.kind(), 1, at, message, Delivery.NEW);
  }

  private static String email(Words words) {
    var lines = new Lines();
    lines.text("", "Stillwatch: " + words.title());
    lines.text("", words.reason());
    if (!words.list().isEmpty()) lines.heading("ALERTS");
    for (var one : words.list()) lines.hanging("  - ", "    ", one);
    lines.heading(Email.WHAT_TO_DO);
    lines.text("  ", words.remedy());
    lines.blank();
    lines.text("", "You receive this because you subscribed to messages of Stillwatch.");
    return lines.toText(Email.MAX_BYTES);
  }

  private String json(String id, Words words, Instant at) {
    var kind = words.token();
    var body = JSON.createObjectNode();
    body.put("version", "1").put("id", id).put("seq", 1);
    body.put("kind", "stillwatch." + kind).put("status", kind).put("message", kind);
    body.put("severity", words.severity().name().toLowerCase(Locale.ROOT));
    body.put("title", words.title()).put("reason", kind);
    body.put("summary", words.reason());
    if (!settings.environment().isEmpty()) {
      body.put("environment", TextSanitizer.name(settings.environment()));
    }
    body.putArray("steps").add(words.remedy());
    if (!words.list().isEmpty()) words.list().forEach(body.putArray("alerts")::add);
    body.put("made_at", at.toString()).put("truncated", false);
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of strings can always be written.", e);
    }
  }

  private Map<String, String> attributes(Words words) {
    var kind = words.token();
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("severity", words.severity().name().toLowerCase(Locale.ROOT));
    attributes.put("kind", "stillwatch." + kind);
    attributes.put("status", kind);
    attributes.put("message", kind);
    attributes.put("environment", TextSanitizer.name(settings.environment()));
    attributes.values().removeIf(String::isEmpty);
    return attributes;
  }
}
