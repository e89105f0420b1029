// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector.series;

import java.util.Arrays;

/// How unusual each bucket of a series is by what came before it: nothing later shapes its score.
///
/// Expected is what the window that ends with the bucket makes of it. The mean of the last few
/// errors is held against all that were before, in standard deviations above their mean. What goes
/// on is not repeated: only what exceeds everything of the last `quietBuckets` has a score.
public record StreamRule(int smoothed, double deviations, int quietBuckets) {
  public static final StreamRule DEFAULT = new StreamRule(3, 4, 200);

  /// Of how much the series varied while it was learnt; smaller errors are never unusual.
  private static final double LEAST_DEVIATION = 0.1;

  public double[] scores(TimeSeries series, SeriesModel model) {
    var scores = new double[series.buckets()];
    var last = new double[smoothed];
    var excesses = new double[series.buckets()];
    int known = 0;
    double mean = 0;
    double squares = 0;
    for (int bucket = 0; bucket < scores.length; bucket++) {
      double error = Math.abs(series.mean(bucket) - model.expectedAtEnd(series, bucket));
      if (Double.isNaN(error)) continue;
      last[known % smoothed] = error / model.deviation();
      double smooth = Arrays.stream(last).sum() / Math.min(++known, smoothed);
      double deviation =
          Math.max(LEAST_DEVIATION, known > 1 ? Math.sqrt(squares / (known - 1)) : 0);
      excesses[bucket] = known > 1 ? Math.max(0, smooth - mean) / (deviations * deviation) : 0;
      if (excesses[bucket] > greatest(excesses, bucket)) {
        scores[bucket] = SeriesScore.of(excesses[bucket]);
      }
      double before = mean;
      mean += (smooth - mean) / known;
      squares += (smooth - before) * (smooth - mean);
    }
    return scores;
  }

  private double greatest(double[] excesses, int bucket) {
    double greatest = 0;
    for (int i = Math.max(0, bucket - quietBuckets); i < bucket; i++) {
      greatest = Math.max(greatest, excesses[i]);
    }
    return greatest;
  }
}
