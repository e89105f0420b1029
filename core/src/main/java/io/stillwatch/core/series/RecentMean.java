// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

/// By how many standard deviations the mean of the last `width` values is larger than it was
/// before, times a weight.
record RecentMean(int width, Kind kind, double weight) {
  /// Smaller changes, in standard deviations of the series, are never unusual.
  private static final double LEAST_DEVIATION = 0.1;

  enum Kind {
    /// Of how large the values are.
    OF_SIZES,
    /// Of the values; how large that is counts.
    SIGNED
  }

  /// How large the mean of the last values is.
  double size(RecentValues recent) {
    int from = Math.max(0, recent.size() - width);
    double sum = 0;
    for (int i = from; i < recent.size(); i++) {
      sum += kind == Kind.OF_SIZES ? Math.abs(recent.at(i)) : recent.at(i);
    }
    return Math.abs(sum) / (recent.size() - from);
  }

  /// 0 if it is as usual; `before` is how large it was.
  double above(double size, Moments before) {
    if (before.count() == 0) return 0;
    return weight * Math.max(0, size - before.mean()) / deviation(before);
  }

  /// How large it may be and be no more than so many standard deviations above what is usual.
  double limit(Moments before, double deviations) {
    return before.mean() + deviations / weight * deviation(before);
  }

  private static double deviation(Moments before) {
    return Math.max(LEAST_DEVIATION, before.deviation());
  }
}
