// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.fleet;

import io.stillwatch.core.job.Verdict;
import java.util.Locale;
import java.util.Optional;

/// What is to be said of a job now, the worst first.
public enum JobState {
  SILENT("Silent", "✕", "critical"),
  FAILED("Failed", "!", "major"),
  BLIND("Blind", "░", "unknown"),
  LATE("Late", "◐", "minor"),
  LEARNING("Learning", "…", "low"),
  ON_TIME("On time", "●", "ok");

  private final String word;
  private final String shape;
  private final String colour;

  JobState(String word, String shape, String colour) {
    this.word = word;
    this.shape = shape;
    this.colour = colour;
  }

  public String word() {
    return word;
  }

  /// Colour is never alone: each state has a shape of its own.
  public String shape() {
    return shape;
  }

  /// The name of the colour in the style sheet, without its prefix.
  public String colour() {
    return colour;
  }

  /// As addresses and the API write it: `on-time`.
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<JobState> ofToken(String token) {
    for (var each : values()) if (each.token().equals(token)) return Optional.of(each);
    return Optional.empty();
  }

  /// What the last judged run says of its job.
  public static JobState of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.OnTime _ -> ON_TIME;
      case Verdict.Late _, Verdict.Overrun _ -> LATE;
      case Verdict.Missed _ -> SILENT;
      case Verdict.Failed _ -> FAILED;
      case Verdict.Unknown _ -> BLIND;
      case Verdict.Learning _ -> LEARNING;
    };
  }
}
