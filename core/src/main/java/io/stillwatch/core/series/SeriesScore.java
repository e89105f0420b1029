// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

/// The score of an error over its threshold: certain at twice that.
final class SeriesScore {
  private static final ScoreScale SCALE = new ScoreScale(1, 2);

  private SeriesScore() {}

  static double of(double excess) {
    return excess < 1 ? 25 * excess : SCALE.score(excess);
  }
}
