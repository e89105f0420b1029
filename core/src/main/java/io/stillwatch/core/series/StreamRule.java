// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import io.stillwatch.core.series.Departures.Peak;
import io.stillwatch.core.series.RecentMean.Kind;
import java.util.ArrayList;
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

  private static final RecentMean OF_TWO = new RecentMean(2, Kind.OF_SIZES, 1);
  private static final List<RecentMean> MEANS =
      List.of(
          OF_TWO,
          new RecentMean(24, Kind.OF_SIZES, 1.2),
          new RecentMean(24, Kind.SIGNED, 1),
          new RecentMean(72, Kind.SIGNED, 1.25));
  private static final int LONGEST = 72;

  /// The score of a bucket, and the departures with it.
  public record Step(Departures next, double score) {}

  /// The next known bucket; `departure` is how far its value is from what was expected, and
  /// `deviation` by how much the series varies.
  public Step next(Departures before, long bucket, double departure, double deviation) {
    double usual = before.known() == 0 ? departure : before.usual();
    var recent = before.recent().with((departure - usual) / deviation, LONGEST);
    var means = new ArrayList<Moments>();
    double excess = 0;
    for (int i = 0; i < MEANS.size(); i++) {
      var past = before.known() == 0 ? Moments.NONE : before.means().get(i);
      double size = MEANS.get(i).size(recent);
      excess = Math.max(excess, MEANS.get(i).above(size, past) / deviations);
      means.add(past.with(size));
    }
    long since = bucket - quietBuckets;
    boolean unheard = excess > before.greatestSince(since);
    long known = before.known() + 1;
    var next =
        new Departures(
            usual + (departure - usual) / known,
            known,
            recent,
            means,
            before.peaksWith(new Peak(bucket, excess), since));
    return new Step(next, unheard ? SeriesScore.of(excess) : 0);
  }

  /// How far from what is expected two buckets in a row may be before they stand out.
  public double tolerance(Departures before, double deviation) {
    if (before.known() == 0) return Double.POSITIVE_INFINITY;
    return deviation * OF_TWO.limit(before.means().getFirst(), deviations);
  }

  /// With what several models expected of each bucket from its past, NaN where nothing was, and the
  /// standard deviation of the series while it was learnt. The highest score counts.
  public double[] scores(TimeSeries series, List<double[]> expectations, double learntDeviation) {
    var scores = new double[series.buckets()];
    for (var expected : expectations) {
      var departures = Departures.NONE;
      for (int bucket = 0; bucket < scores.length; bucket++) {
        double departure = series.mean(bucket) - expected[bucket];
        if (Double.isNaN(departure)) continue;
        var step = next(departures, bucket, departure, learntDeviation);
        departures = step.next();
        scores[bucket] = Math.max(scores[bucket], step.score());
      }
    }
    return scores;
  }
}
