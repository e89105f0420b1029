// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a label can be compared with in one alert of a replay.
///
/// `cause` is the rule of the finding that the alert names as its cause, or empty; `closedAs` the
/// reason for which it was closed other than by a run, or empty.
record RaisedAlert(
    Subject subject, String reason, Times times, String closedAs, String cause, boolean predicted) {
  /// The jobs inside, by name and by what they are about; kind and period are those of the first.
  record Subject(List<String> jobs, String kind, Duration period) {
    Subject {
      jobs = List.copyOf(jobs);
    }
  }

  record Times(Instant startedAt, Instant detectedAt, Optional<Instant> resolvedAt) {}

  /// Words that the public JSON has are taken from there: it is what users compare.
  static RaisedAlert of(Alert alert) {
    var json = PublicJson.alert(alert);
    var first = alert.first().job();
    var jobs =
        alert.stoppages().stream()
            .flatMap(one -> Stream.of(one.job().name(), one.job().subject()))
            .distinct()
            .toList();
    return new RaisedAlert(
        new Subject(jobs, json.path("job").path("kind").asText(), first.schedule().period()),
        json.path("reason").asText(),
        new Times(
            alert.times().startedAt(), alert.times().detectedAt(), alert.times().resolvedAt()),
        json.path("closed_as").asText(""),
        alert.cause().map(RaisedAlert::rule).orElse(""),
        predicted(alert));
  }

  private static String rule(Cause cause) {
    return cause.finding().rule();
  }

  private static boolean predicted(Alert alert) {
    return alert.state() == Alert.State.PENDING
        || alert.notifications().stream()
            .anyMatch(one -> one.kind() == Notification.Kind.PREDICTED);
  }

  boolean open() {
    return times.resolvedAt().isEmpty();
  }

  /// For the list of what is wrong.
  String inWords() {
    return "'%s' %s started %s, detected %s, %s%s"
        .formatted(
            subject.jobs().getFirst(),
            reason,
            times.startedAt(),
            times.detectedAt(),
            times.resolvedAt().map(at -> "resolved " + at).orElse("open"),
            cause.isEmpty() ? "" : ", cause " + cause);
  }
}
