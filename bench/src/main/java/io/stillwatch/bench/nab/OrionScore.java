// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import io.stillwatch.core.job.Interval;
import java.util.List;

/// How many expected windows were touched by an observed interval, how many were not, and how many
/// observed ones touch none: the unweighted contextual score of Orion (sintel-dev/Orion,
/// orion/evaluation/contextual.py). Scores of several series add up before F1 is taken.
record OrionScore(int falsePositives, int falseNegatives, int truePositives) {
  static final OrionScore NONE = new OrionScore(0, 0, 0);

  static OrionScore of(List<Interval> expected, List<Interval> observed) {
    int found = (int) expected.stream().filter(one -> touched(one, observed)).count();
    int wrong = (int) observed.stream().filter(one -> !touched(one, expected)).count();
    return new OrionScore(wrong, expected.size() - found, found);
  }

  private static boolean touched(Interval one, List<Interval> others) {
    return others.stream().anyMatch(other -> touch(one, other));
  }

  /// Both include their ends, to the second.
  private static boolean touch(Interval one, Interval other) {
    return !one.from().isAfter(other.until()) && !other.from().isAfter(one.until());
  }

  OrionScore plus(OrionScore other) {
    return new OrionScore(
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives,
        truePositives + other.truePositives);
  }

  double f1() {
    return 2.0 * truePositives / (2 * truePositives + falsePositives + falseNegatives);
  }
}
