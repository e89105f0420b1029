// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

/// Brings the values of a series to mean 0 and standard deviation 1, so that a network that has
/// learnt nothing yet already expects the mean.
public record Scale(double mean, double deviation) {
  /// What is further away looks alike to the network; its error is measured on the true value.
  private static final double FURTHEST = 4;

  /// A constant series is as if it varied by a thousandth.
  private static final double LEAST_VARIATION = 0.001;

  private static final double LEAST_DEVIATION = 1e-9;

  public static Scale of(TimeSeries series) {
    int known = series.buckets() - series.unknown();
    double mean = known == 0 ? 0 : series.average();
    double squares = 0;
    for (int i = 0; i < series.buckets(); i++) {
      if (series.known(i)) squares += (series.mean(i) - mean) * (series.mean(i) - mean);
    }
    return of(mean, Math.sqrt(squares / Math.max(1, known)));
  }

  /// The deviation is raised to the least that is told apart.
  static Scale of(double mean, double deviation) {
    double least = Math.max(LEAST_DEVIATION, LEAST_VARIATION * Math.abs(mean));
    return new Scale(mean, Math.max(least, deviation));
  }

  public float scaled(double value) {
    return (float) Math.clamp((value - mean) / deviation, -FURTHEST, FURTHEST);
  }

  public double unscaled(double scaled) {
    return mean + scaled * deviation;
  }
}
