// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.series.AnomalyRule;
import io.stillwatch.core.series.Scale;
import io.stillwatch.core.series.TimeSeries;
import io.stillwatch.detector.SeriesModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Orion's F1 on its part of the benchmark, once for each seed and once for the constant mean.
///
/// Buckets and score are Orion's. Rule and smoothing are ours, the same for all runs; the widening
/// of 75 buckets is half as much again as Orion's 50.
record OrionRuns(int seeds) {
  static final String LOOK_AHEAD =
      "yes: trained on the series it scores, errors smoothed over both sides, thresholds from all of"
          + " it";

  private static final String SUBSET = "realAWSCloudwatch";
  private static final Duration BUCKET = Duration.ofMinutes(10);
  private static final AnomalyRule RULE = new AnomalyRule(4, 75);

  /// One detector on all series.
  record Run(String name, boolean autoencoder, Map<String, OrionScore> scores) {
    OrionScore total() {
      return scores.values().stream().reduce(OrionScore.NONE, OrionScore::plus);
    }
  }

  /// The constant mean comes last.
  List<Run> of(List<LabelledSeries> all) throws InterruptedException {
    var series = all.stream().filter(one -> one.subset().equals(SUBSET)).toList();
    var runs = new ArrayList<Run>();
    for (int seed = 1; seed <= seeds; seed++) {
      var scores = new TreeMap<String, OrionScore>();
      for (var one : series) {
        var buckets = TimeSeries.of(one.samples(), BUCKET);
        var model = SeriesModel.learn(buckets, seed);
        scores.put(one.name(), score(one, buckets, model.expected(buckets, Scale.of(buckets))));
      }
      runs.add(new Run("autoencoder, seed " + seed, true, scores));
    }
    runs.add(constantMean(series));
    return runs;
  }

  private static Run constantMean(List<LabelledSeries> series) {
    var scores = new TreeMap<String, OrionScore>();
    for (var one : series) {
      var buckets = TimeSeries.of(one.samples(), BUCKET);
      var mean = new double[buckets.buckets()];
      Arrays.fill(mean, buckets.average());
      scores.put(one.name(), score(one, buckets, mean));
    }
    return new Run("constant mean", false, scores);
  }

  private static OrionScore score(LabelledSeries of, TimeSeries buckets, double[] expected) {
    var observed =
        RULE.anomalies(buckets, expected).stream()
            .map(one -> new Interval(one.start(), one.end().minus(BUCKET)))
            .toList();
    return OrionScore.of(of.windows(), observed);
  }

  static DoubleSummaryStatistics spread(List<Run> runs) {
    return runs.stream()
        .filter(Run::autoencoder)
        .mapToDouble(run -> run.total().f1())
        .summaryStatistics();
  }
}
