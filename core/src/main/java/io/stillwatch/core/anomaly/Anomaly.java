// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Instant;

/// The detector's opinion on a job at an instant: a score from 0 (as ever) to 100.
///
/// `startedAt` is when the window began to look odd: detected late is not started late. `needed` is
/// the score from which the autoencoder decided alone then.
public record Anomaly(
    String job,
    Instant at,
    Instant startedAt,
    double score,
    double needed,
    Reconstruction reconstruction) {
  /// The detector is calibrated to be certain from here on.
  public static final double CERTAIN_SCORE = 75;

  public Anomaly {
    if (!(score >= 0 && score <= 100)) throw new IllegalArgumentException("score: " + score);
    if (!(needed >= CERTAIN_SCORE)) throw new IllegalArgumentException("needed: " + needed);
  }

  /// By the calibrated threshold.
  public Anomaly(
      String job, Instant at, Instant startedAt, double score, Reconstruction reconstruction) {
    this(job, at, startedAt, score, CERTAIN_SCORE, reconstruction);
  }

  public Anomaly withNeeded(double newNeeded) {
    return new Anomaly(job, at, startedAt, score, newNeeded, reconstruction);
  }

  /// How much of what was needed it scored: from 1 on it is enough.
  public double rank() {
    return score / needed;
  }

  public String id() {
    return job + "@" + at.getEpochSecond();
  }
}
