// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import io.stillwatch.bench.detection.RandomCutForestRival;
import io.stillwatch.core.series.Sample;
import java.util.List;

/// The anomaly grade of Random Cut Forest, row by row; a row that is not later than the one before
/// counts as a second later.
final class RcfScores {
  private RcfScores() {}

  static double[] of(List<Sample> samples, long seed) {
    var forest = RandomCutForestRival.forest(1, seed);
    var grades = new double[samples.size()];
    long before = Long.MIN_VALUE;
    for (int row = 0; row < grades.length; row++) {
      long at = samples.get(row).at().getEpochSecond();
      before = row > 0 && at <= before ? before + 1 : at;
      grades[row] =
          forest.process(new double[] {samples.get(row).value()}, before).getAnomalyGrade();
    }
    return grades;
  }
}
