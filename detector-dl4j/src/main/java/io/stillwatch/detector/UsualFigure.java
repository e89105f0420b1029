// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import java.util.Arrays;

/// What a number is usually for the runs of a job, and how far from that it was twice: in powers of
/// two, or, of failures, as it is. `least` is what is as good as nothing; `usual` is NaN where too
/// few are known.
record UsualFigure(double usual, double spread, double least) {
  private static final int FEWEST = 5;
  private static final double MOST = 64;

  /// Stamps of logs are whole seconds.
  private static final double SHORTEST = 5;

  private static final double LEAST_BYTES = 16;

  static UsualFigure ofSeconds(double[] seconds) {
    return ratios(seconds, SHORTEST);
  }

  static UsualFigure ofBytes(double[] bytes) {
    return ratios(bytes, LEAST_BYTES);
  }

  /// A job that failed twice is used to it.
  static UsualFigure ofFailures(double[] failures) {
    if (failures.length < FEWEST) return unknown(0);
    return new UsualFigure(0, Statistics.reachedTwice(failures), 0);
  }

  private static UsualFigure ratios(double[] values, double least) {
    if (values.length < FEWEST) return unknown(least);
    double usual = Math.max(least, Statistics.quantile(values, 0.5));
    var apart = Arrays.stream(values).map(v -> Math.abs(log2(v, usual, least, MOST))).toArray();
    return new UsualFigure(usual, Statistics.reachedTwice(apart), least);
  }

  private static UsualFigure unknown(double least) {
    return new UsualFigure(Double.NaN, 0, least);
  }

  boolean known() {
    return !Double.isNaN(usual);
  }

  /// How many powers of two a value is away from the usual one, at most; NaN if either is not
  /// known.
  double log2(double value, double most) {
    return log2(value, usual, least, most);
  }

  private static double log2(double value, double usual, double least, double most) {
    if (Double.isNaN(value) || Double.isNaN(usual)) return Double.NaN;
    return Feature.log2(Math.max(least, value) / usual, most);
  }
}
