// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.util.Arrays;

/// By how many standard deviations the mean of the last values is larger than it was before. Takes
/// constant memory.
final class RecentMean {
  /// Smaller changes, in standard deviations of the series, are never unusual.
  private static final double LEAST_DEVIATION = 0.1;

  enum Kind {
    /// Of how large the values are.
    OF_SIZES,
    /// Of the values; how large that is counts.
    SIGNED
  }

  private final double[] last;
  private final Kind kind;
  private final double weight;
  private int count;
  private double mean;
  private double squares;

  RecentMean(int width, Kind kind, double weight) {
    this.last = new double[width];
    this.kind = kind;
    this.weight = weight;
  }

  /// With a further value; 0 if it is as usual.
  double next(double value) {
    last[count % last.length] = kind == Kind.OF_SIZES ? Math.abs(value) : value;
    double size = Math.abs(Arrays.stream(last).sum()) / Math.min(count + 1, last.length);
    double deviation = Math.sqrt(squares / Math.max(1, count));
    double above = count == 0 ? 0 : Math.max(0, size - mean) / Math.max(LEAST_DEVIATION, deviation);
    count++;
    double before = mean;
    mean += (size - before) / count;
    squares += (size - before) * (size - mean);
    return weight * above;
  }
}
