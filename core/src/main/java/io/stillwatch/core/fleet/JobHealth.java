// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.fleet;

import io.stillwatch.core.job.Verdict;
import java.util.Locale;
import java.util.Optional;

/// The state of a job now, the worst first.
public enum JobHealth {
  SILENT,
  FAILED,
  BLIND,
  LATE,
  LEARNING,
  ON_TIME,
  /// No longer configured, or never due.
  INACTIVE;

  /// As addresses, documents and the API write it: `on-time`.
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<JobHealth> ofToken(String token) {
    for (var each : values()) if (each.token().equals(token)) return Optional.of(each);
    return Optional.empty();
  }

  /// What the last judged run means for its job.
  public static JobHealth of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.OnTime _ -> ON_TIME;
      case Verdict.Late _ -> LATE;
      case Verdict.Missed _ -> SILENT;
      case Verdict.Failed _, Verdict.Overrun _, Verdict.TooShort _ -> FAILED;
      case Verdict.Unknown _ -> BLIND;
      case Verdict.Learning _ -> LEARNING;
    };
  }
}
