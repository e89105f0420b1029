// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

/// The scale of all scores: 25 is where an error stands out, 75 is twice that.
final class SeriesScore {
  private SeriesScore() {}

  /// Of an error over its threshold.
  static double of(double excess) {
    if (excess < 1) return 25 * excess;
    double doublings = Math.log(excess) / Math.log(2);
    return doublings < 1 ? 25 + 50 * doublings : 100 - 25 / doublings;
  }
}
