// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The standard profile over all series that are there, with one threshold for each detector.
final class StandardRuns {
  static final String LOOK_AHEAD =
      "none: learnt on the rows that are not scored, then row by row; the threshold is the best for"
          + " all series, as the benchmark has it";

  private static final long SEED = 1;

  private StandardRuns() {}

  /// What a detector earned, over all series and in each subset with windows.
  record Standard(String detector, String key, double all, Map<String, Double> bySubset) {}

  /// The scores of a detector for the rows of a series.
  private interface RowScores {
    double[] of(LabelledSeries series) throws InterruptedException;
  }

  static List<Standard> of(List<LabelledSeries> series) throws InterruptedException {
    return List.of(
        run(series, "autoencoder", "nab_standard", one -> StreamScores.of(one.samples(), SEED)),
        run(series, "rcf", "nab_standard_rcf", one -> RcfScores.of(one.samples(), SEED)));
  }

  private static Standard run(
      List<LabelledSeries> series, String detector, String key, RowScores detections)
      throws InterruptedException {
    var all = new NabScore();
    var subsets = new TreeMap<String, NabScore>();
    for (var one : series) {
      var scores = detections.of(one);
      all.add(one, scores);
      subsets.computeIfAbsent(one.subset(), _ -> new NabScore()).add(one, scores);
    }
    var best = all.best();
    var bySubset = new TreeMap<String, Double>();
    subsets.forEach((name, subset) -> {
      if (subset.windows() > 0) bySubset.put(name, subset.normalized(best));
    });
    return new Standard(detector, key, best.normalized(), bySubset);
  }
}
