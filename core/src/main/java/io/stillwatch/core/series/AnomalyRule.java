// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.util.List;

/// When the difference between a series and what was expected of it is an anomaly.
///
/// Differences are averaged over neighbours on both sides, a hundredth of the series, before they
/// are held against their threshold; so this looks ahead, and is for series that are complete.
public record AnomalyRule(double deviations, int widening) {
  /// Finds what a person would mark; an interval begins and ends where the error does.
  public static final AnomalyRule DEFAULT = new AnomalyRule(4, 0);

  private static final int SMOOTHED_SHARE = 100;
  private static final int MOST_SMOOTHED = 200;
  private static final int ORION_WINDOW = 100; // whose errors it smooths by the number of windows

  public List<SeriesAnomaly> anomalies(TimeSeries series, double[] expected) {
    var errors = new double[series.buckets()];
    for (int i = 0; i < errors.length; i++) errors[i] = Math.abs(series.mean(i) - expected[i]);
    return new ErrorIntervals(deviations, widening)
        .find(smoothed(errors)).stream()
            .map(stretch -> anomaly(series, expected, stretch))
            .toList();
  }

  private static SeriesAnomaly anomaly(
      TimeSeries series, double[] expected, ErrorIntervals.ErrorInterval stretch) {
    int worst = worst(series, expected, stretch);
    return new SeriesAnomaly(
        series.start(stretch.first()),
        series.start(stretch.last()).plus(series.bucket()),
        SeriesScore.of(stretch.excess()),
        series.start(worst),
        series.mean(worst),
        expected[worst]);
  }

  private static int worst(
      TimeSeries series, double[] expected, ErrorIntervals.ErrorInterval stretch) {
    int worst = stretch.peak();
    for (int i = stretch.first(); i <= stretch.last(); i++) {
      double error = Math.abs(series.mean(i) - expected[i]);
      if (!(error <= Math.abs(series.mean(worst) - expected[worst])) && !Double.isNaN(error))
        worst = i;
    }
    return worst;
  }

  /// The mean of the known errors around each, where at least half of them are known.
  private static double[] smoothed(double[] errors) {
    int width = Math.clamp((errors.length - ORION_WINDOW) / SMOOTHED_SHARE, 1, MOST_SMOOTHED);
    int before = width / 2;
    var smoothed = new double[errors.length];
    for (int i = 0; i < errors.length; i++) {
      double sum = 0;
      int known = 0;
      for (int j = Math.max(0, i - before); j < Math.min(errors.length, i - before + width); j++) {
        if (Double.isNaN(errors[j])) continue;
        sum += errors[j];
        known++;
      }
      smoothed[i] = known == 0 || 2 * known < width ? Double.NaN : sum / known;
    }
    return smoothed;
  }
}
