// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import io.stillwatch.core.series.Sample;
import io.stillwatch.core.series.Scale;
import io.stillwatch.core.series.StreamRule;
import io.stillwatch.core.series.TimeSeries;
import io.stillwatch.detector.SeriesModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The scores of the autoencoder, row by row, without any look-ahead.
///
/// It learns from the rows that the benchmark does not score, and nothing later. A bucket is scored
/// when the first row after it arrives. A row that is not later than the one before is left out.
final class StreamScores {
  private StreamScores() {}

  static double[] of(List<Sample> samples, long seed) throws InterruptedException {
    var inOrder = new ArrayList<Sample>();
    var rows = new ArrayList<Integer>();
    var newest = Instant.MIN;
    for (int row = 0; row < samples.size(); row++) {
      var sample = samples.get(row);
      if (!sample.at().isAfter(newest)) continue;
      newest = sample.at();
      inOrder.add(sample);
      rows.add(row);
    }
    var learnt = samples.subList(0, NabScore.probation(samples.size()));
    var series = TimeSeries.of(inOrder, TimeSeries.usualDistance(learnt));
    int untilBucket = series.bucketOf(learnt.getLast().at());
    var past = series.first(untilBucket);
    var scale = Scale.of(past);
    var model = SeriesModel.learnToFollow(past, seed);
    var ofBucket =
        StreamRule.DEFAULT.scores(series, model.expectedFromPast(series, scale), scale.deviation());
    var scores = new double[samples.size()];
    int before = 0;
    for (int i = 0; i < rows.size(); i++) {
      int bucket = series.bucketOf(inOrder.get(i).at());
      if (bucket > before) scores[rows.get(i)] = ofBucket[before];
      before = bucket;
    }
    return scores;
  }
}
