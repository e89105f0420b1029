// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import io.stillwatch.core.series.RecentMean.Kind;
import java.util.List;

/// How unusual each bucket of a series is by what came before it: nothing later shapes its score.
///
/// What was expected is corrected by the mean of all departures so far. Means of recent departures
/// are each held against their own past, in standard deviations above what is usual: of a few by
/// size, which sees spikes, of many by size, which sees unrest, and with their sign, which sees
/// shifts. What goes on is not repeated: only what exceeds everything of the last `quietBuckets`
/// has a score.
public record StreamRule(double deviations, int quietBuckets) {
  public static final StreamRule DEFAULT = new StreamRule(5, 150);

  /// With what several models expected of each bucket from its past, NaN where nothing was, and the
  /// standard deviation of the series while it was learnt. The highest score counts.
  public double[] scores(TimeSeries series, List<double[]> expectations, double learntDeviation) {
    var scores = new double[series.buckets()];
    for (var expected : expectations) {
      var one = scores(series, expected, learntDeviation);
      for (int i = 0; i < scores.length; i++) scores[i] = Math.max(scores[i], one[i]);
    }
    return scores;
  }

  private double[] scores(TimeSeries series, double[] expected, double learntDeviation) {
    var means =
        List.of(
            new RecentMean(2, Kind.OF_SIZES, 1),
            new RecentMean(24, Kind.OF_SIZES, 1.2),
            new RecentMean(24, Kind.SIGNED, 1),
            new RecentMean(72, Kind.SIGNED, 1.25));
    var scores = new double[series.buckets()];
    var excesses = new double[series.buckets()];
    double usual = 0;
    int known = 0;
    for (int bucket = 0; bucket < scores.length; bucket++) {
      double departure = series.mean(bucket) - expected[bucket];
      if (Double.isNaN(departure)) continue;
      if (known == 0) usual = departure;
      double unusual = (departure - usual) / learntDeviation;
      for (var mean : means) {
        excesses[bucket] = Math.max(excesses[bucket], mean.next(unusual) / deviations);
      }
      if (excesses[bucket] > greatestBefore(excesses, bucket)) {
        scores[bucket] = SeriesScore.of(excesses[bucket]);
      }
      known++;
      usual += (departure - usual) / known;
    }
    return scores;
  }

  private double greatestBefore(double[] excesses, int bucket) {
    double greatest = 0;
    for (int i = Math.max(0, bucket - quietBuckets); i < bucket; i++) {
      greatest = Math.max(greatest, excesses[i]);
    }
    return greatest;
  }
}
