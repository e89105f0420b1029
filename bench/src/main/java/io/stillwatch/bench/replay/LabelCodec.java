// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.bench.replay.ExpectedAlert.CauseRule;
import io.stillwatch.bench.replay.Label.AlertCount;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Labels as JSON, in both forms that bench/README.md describes.
///
/// A key that is not known is an error: a misspelt expectation would be right for ever.
final class LabelCodec {
  private static final Set<String> OF_LABEL =
      Set.of("expect", "evidence", "alerts", "expected", "max_false_alerts");
  private static final Set<String> OF_ALERT =
      Set.of(
          "job",
          "kind",
          "reason",
          "started_at",
          "detected_between",
          "resolved_between",
          "open_at_end",
          "closed_as",
          "cause",
          "not_cause",
          "predicted",
          "optional");

  /// A habit knows a due time to the minute.
  private static final Duration OF_STARTED_AT = Duration.ofMinutes(1);

  private LabelCodec() {}

  static Label read(String name, JsonNode json) throws IOException {
    try {
      return json.has("event_date") ? eventDay(json) : expectation(json);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("Label of " + name + " is not valid: " + e.getMessage(), e);
    }
  }

  /// The form of logrotate-lab; a day without an event, or a benign one, must raise nothing.
  private static Label eventDay(JsonNode json) {
    var date = json.path("event_date");
    boolean benign = date.isNull() || json.path("label").asText().startsWith("BENIGN");
    if (benign || date.asText().isEmpty()) return new Label.EventDay(Optional.empty());
    var day = LocalDate.parse(date.asText()).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Label.EventDay(Optional.of(day));
  }

  private static Label expectation(JsonNode json) {
    checkKeys(json, OF_LABEL);
    var expected = stream(json.path("expected")).map(LabelCodec::alert).toList();
    int falseAlerts = json.path("max_false_alerts").asInt(0);
    int required = (int) expected.stream().filter(one -> !one.optional()).count();
    var count = new AlertCount(required, expected.size() + falseAlerts);
    var alerts = json.path("alerts");
    if (alerts.isInt()) count = new AlertCount(alerts.asInt(), alerts.asInt());
    if (alerts.isObject()) {
      checkKeys(alerts, Set.of("min", "max"));
      count = new AlertCount(alerts.path("min").asInt(), alerts.path("max").asInt());
    }
    return new Label.Expectation(count, expected, falseAlerts, words(json.path("evidence")));
  }

  private static ExpectedAlert alert(JsonNode json) {
    checkKeys(json, OF_ALERT);
    return new ExpectedAlert(
        new ExpectedAlert.Subject(
            words(json.path("job")), words(json.path("kind")), words(json.path("reason"))),
        new ExpectedAlert.Times(
            started(json.path("started_at")),
            range(json.path("detected_between")),
            range(json.path("resolved_between")),
            json.path("open_at_end").asBoolean()),
        text(json.path("closed_as")),
        new CauseRule(
            json.has("cause") ? Optional.of(words(json.path("cause"))) : Optional.empty(),
            words(json.path("not_cause"))),
        json.path("predicted").asBoolean(),
        json.path("optional").asBoolean());
  }

  private static Optional<TimeRange> started(JsonNode json) {
    return json.isTextual()
        ? Optional.of(TimeRange.around(Instant.parse(json.asText()), OF_STARTED_AT))
        : range(json);
  }

  private static Optional<TimeRange> range(JsonNode json) {
    if (json.isMissingNode()) return Optional.empty();
    if (json.size() != 2) throw new IllegalArgumentException(json + " is not [from, until]");
    return Optional.of(
        new TimeRange(Instant.parse(json.get(0).asText()), Instant.parse(json.get(1).asText())));
  }

  private static Optional<String> text(JsonNode json) {
    return json.isTextual() ? Optional.of(json.asText()) : Optional.empty();
  }

  /// One word, a list of words, or none for null.
  private static List<String> words(JsonNode json) {
    return json.isTextual() ? List.of(json.asText()) : stream(json).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> stream(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false);
  }

  private static void checkKeys(JsonNode json, Set<String> known) {
    for (var key : (Iterable<String>) json::fieldNames)
      if (!known.contains(key)) throw new IllegalArgumentException("unknown key " + key);
  }
}
