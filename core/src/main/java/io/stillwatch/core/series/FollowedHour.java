// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.time.Instant;

/// One hour of a series: its score from 0 to 100, and between what its value was expected to be.
/// Outside of that, two hours in a row stand out.
public record FollowedHour(
    Instant start, double score, double observed, double expected, double low, double high) {
  public FollowedHour {
    if (!(score >= 0 && score <= 100)) throw new IllegalArgumentException("score: " + score);
  }

  public boolean outside() {
    return observed < low || observed > high;
  }
}
