// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Instant;

/// The detector's opinion on a job at an instant: a score from 0 (as ever) to 100.
///
/// `startedAt` is when the window began to look odd: detected late is not started late.
public record Anomaly(
    String job, Instant at, Instant startedAt, double score, Reconstruction reconstruction) {
  public Anomaly {
    if (!(score >= 0 && score <= 100)) throw new IllegalArgumentException("score: " + score);
  }

  public String id() {
    return job + "@" + at.getEpochSecond();
  }
}
