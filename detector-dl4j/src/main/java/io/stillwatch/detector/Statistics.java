// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import java.util.Arrays;

/// Order statistics: what is usual, unimpressed by a few outliers.
final class Statistics {
  private static final int FEW = 8;

  private Statistics() {}

  /// The smallest value that at least this share of the values does not exceed.
  static double quantile(double[] values, double share) {
    if (values.length == 0) throw new IllegalArgumentException("A quantile of nothing.");
    var sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(rank, 0, sorted.length - 1)];
  }

  /// The largest value that was reached twice; of few values, once.
  static double reachedTwice(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - (sorted.length < FEW ? 1 : 2)];
  }
}
