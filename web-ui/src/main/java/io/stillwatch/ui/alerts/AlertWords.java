// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// An alert in sentences: what stopped, since when, why.
public final class AlertWords {
  private AlertWords() {}

  /// `Backup on web-1 has not run for 9 d 4 h`
  public static String sentence(Alert alert, Times times) {
    var first = alert.first();
    if (alert.predicted()) return predicted(alert, times);
    if (wholeHost(alert)) return wholeHost(alert, times);
    var subject = first.job().name() + " on " + first.job().host().name();
    var others = alert.stoppages().size() - 1;
    var more = others == 0 ? "" : ", and " + others + (others == 1 ? " job" : " jobs") + " with it";
    if (!alert.open())
      return subject + " " + verb(first, true) + " again after " + length(alert, times) + more;
    if (!first.everSeen())
      return subject + " has never " + (isRotation(first) ? "been rotated" : "run") + more;
    return subject + " " + verb(first, false) + " for " + times.age(first.lastSeen()) + more;
  }

  /// `Backup on web-1 will not run: due Nov 22, 02:30`
  private static String predicted(Alert alert, Times times) {
    var first = alert.first();
    var others = alert.stoppages().size() - 1;
    return first.job().name()
        + " on "
        + first.job().host().name()
        + (alert.open()
            ? " will not run: due " + times.brief(first.firstMissed())
            : " was fixed before it was due")
        + (others == 0 ? "" : ", and " + others + (others == 1 ? " job" : " jobs") + " with it");
  }

  /// Detection groups jobs under `cron@host` if the daemon starts nothing at all.
  private static boolean wholeHost(Alert alert) {
    return alert.group().equals("cron@" + alert.first().job().host().name());
  }

  private static String wholeHost(Alert alert, Times times) {
    var host = alert.first().job().host().name();
    var jobs = alert.stoppages().size() + (alert.stoppages().size() == 1 ? " job" : " jobs");
    return alert.open()
        ? "cron on "
            + host
            + " has started nothing for "
            + length(alert, times)
            + ": "
            + jobs
            + " stand still"
        : "cron on "
            + host
            + " starts jobs again after "
            + length(alert, times)
            + ": "
            + jobs
            + " stood still";
  }

  private static String verb(Stoppage stoppage, boolean again) {
    if (isRotation(stoppage)) return again ? "was rotated" : "has not been rotated";
    return again ? "ran" : "has not run";
  }

  private static boolean isRotation(Stoppage stoppage) {
    return stoppage.job().kind() != JobKind.CRON;
  }

  /// How long the stoppage lasted, or lasts by now.
  public static String length(Alert alert, Times times) {
    var end = alert.times().resolvedAt().orElse(times.now());
    var first = alert.first();
    var start = first.everSeen() ? first.lastSeen() : alert.times().startedAt();
    return Durations.words(Duration.between(start, end));
  }

  public static String cause(Alert alert) {
    return alert.cause().map(AlertWords::cause).orElse("No configuration cause found yet");
  }

  private static String cause(Cause cause) {
    var finding = cause.finding();
    var place = finding.place();
    return finding.explanation().title()
        + " – "
        + place.path()
        + (place.line() > 0 ? ":" + place.line() : "");
  }

  public static String severity(Severity severity) {
    return severity.name().charAt(0) + severity.name().substring(1).toLowerCase(Locale.ROOT);
  }

  /// The name of the severity's colour in the style sheet.
  public static String colour(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /// Every severity has a shape of its own beside its colour.
  public static String shape(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "◆";
      case MAJOR -> "▲";
      case MINOR -> "■";
      case WARNING -> "●";
      case LOW -> "○";
    };
  }

  /// `Firing`, `Acknowledged by ana`, `Snoozed until Nov 22, 16:00`, `Resolved`
  public static String state(Alert alert, Times times) {
    var handling = alert.handling();
    if (!alert.open()) return "Resolved";
    if (handling.snoozedUntil().isAfter(times.now())) {
      return "Snoozed until " + times.brief(handling.snoozedUntil());
    }
    if (!handling.acknowledgedBy().isEmpty()) return "Acknowledged by " + handling.acknowledgedBy();
    return alert.state() == Alert.State.PENDING ? "Predicted" : "Firing";
  }

  /// The growth of the log that fills its disk first.
  public static Optional<Stoppage> growing(Alert alert) {
    return alert.stoppages().stream()
        .filter(stoppage -> stoppage.growth().known())
        .min(
            Comparator.comparing((Stoppage stoppage) -> stoppage.growth().fullAt())
                .thenComparingDouble(stoppage -> -stoppage.growth().bytesPerDay()));
  }

  /// `full in about 5 d 3 h`, empty where it is not known.
  public static String full(Growth growth, Times times) {
    return growth
        .diskFullAt()
        .map(at ->
            at.isAfter(times.now())
                ? "full in about " + Durations.words(Duration.between(times.now(), at))
                : "full by now")
        .orElse("");
  }
}
