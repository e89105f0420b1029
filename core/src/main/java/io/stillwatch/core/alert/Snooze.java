// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;

/// For how long a person does not want messages of an alert: until a time at the latest, and until
/// something happens before.
///
/// `since` is when the snooze began, `severity` what the alert was then.
public record Snooze(Instant until, Wake wake, Instant since, Severity severity) {
  public static final Snooze NONE = until(Instant.MIN);

  /// What ends it before its time.
  public enum Wake {
    NOTHING,
    SEVERITY_CHANGES,
    NEXT_RUN
  }

  public static Snooze until(Instant end) {
    return new Snooze(end, Wake.NOTHING, Instant.MIN, Severity.LOW);
  }

  /// Whether messages of the alert wait at an instant.
  public boolean holds(Alert alert, Instant at) {
    if (!at.isBefore(until)) return false;
    return switch (wake) {
      case NOTHING -> true;
      case SEVERITY_CHANGES -> alert.severity() == severity;
      case NEXT_RUN ->
          alert.stoppages().stream()
              .flatMap(member -> member.ranAgain().stream())
              .noneMatch(run -> run.isAfter(since));
    };
  }
}
