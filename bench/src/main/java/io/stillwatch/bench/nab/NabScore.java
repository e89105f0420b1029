// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The score of the benchmark's standard profile (numenta/NAB: nab/sweeper.py, profiles.json).
///
/// A detection in a window earns up to 1, the earlier the more, and each window counts its best; a
/// window without one costs 1; a detection outside costs up to 0.11, the further from the window
/// before the more. 0 is a detector that never speaks, 100 one that speaks first in every window.
/// The first rows of a series are not scored.
final class NabScore {
  private static final double FALSE_POSITIVE = 0.11;
  private static final double PROBATION = 0.15;
  private static final int MOST_PROBATION = 750;
  private static final double FAR = 3;
  private static final int OUTSIDE = -1;

  private final List<Row> rows = new ArrayList<>();
  private int windows;

  /// What a detection at a row is worth, and the window that it is in.
  private record Row(double score, double worth, int window) {}

  /// The best threshold over all series, and what it earned.
  record Best(double threshold, double normalized) {}

  /// How many of the first rows a detector may learn from unscored.
  static int probation(int rows) {
    return (int) Math.min(PROBATION * rows, MOST_PROBATION);
  }

  /// With a score for each row of a series; a detection is a score that reaches the threshold.
  void add(LabelledSeries series, double[] scores) {
    var samples = series.samples();
    int before = OUTSIDE;
    var bounds = bounds(series);
    for (int row = 0; row < samples.size(); row++) {
      int inside = windowOf(bounds, row);
      if (inside != OUTSIDE) before = inside;
      if (row < probation(samples.size())) continue;
      double worth = worth(bounds, row, inside, before);
      rows.add(new Row(scores[row], worth, inside == OUTSIDE ? OUTSIDE : windows + inside));
    }
    windows += bounds.size();
  }

  /// First and last row of each window.
  private record Bounds(int first, int last) {
    int rows() {
      return last - first + 1;
    }
  }

  private static List<Bounds> bounds(LabelledSeries series) {
    Map<Instant, Integer> rows = new HashMap<>();
    for (int row = 0; row < series.samples().size(); row++) {
      rows.putIfAbsent(series.samples().get(row).at(), row);
    }
    return series.windows().stream()
        .map(window -> new Bounds(row(rows, window.from()), row(rows, window.until())))
        .toList();
  }

  private static int row(Map<Instant, Integer> rows, Instant at) {
    var row = rows.get(at);
    if (row == null) throw new IllegalArgumentException("No row of the series is at " + at);
    return row;
  }

  private static int windowOf(List<Bounds> windows, int row) {
    for (int i = 0; i < windows.size(); i++) {
      if (row >= windows.get(i).first() && row <= windows.get(i).last()) return i;
    }
    return OUTSIDE;
  }

  private static double worth(List<Bounds> windows, int row, int inside, int before) {
    if (inside != OUTSIDE) {
      var window = windows.get(inside);
      double position = -(double) (window.last() - row + 1) / window.rows();
      return sigmoid(position) / sigmoid(-1);
    }
    if (before == OUTSIDE) return -FALSE_POSITIVE;
    var past = windows.get(before);
    return FALSE_POSITIVE * sigmoid((double) (row - past.last()) / (past.rows() - 1));
  }

  private static double sigmoid(double position) {
    return position > FAR ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }

  /// With the threshold that is best for all series together, as the benchmark does it.
  Best best() {
    var sorted = rows.stream().sorted(Comparator.comparingDouble(Row::score).reversed()).toList();
    var earned = new HashMap<Integer, Double>();
    double sum = -windows;
    var best = new Best(Double.POSITIVE_INFINITY, normalized(sum));
    for (int i = 0; i < sorted.size(); i++) {
      var row = sorted.get(i);
      sum += gain(earned, row);
      boolean last = i + 1 == sorted.size() || sorted.get(i + 1).score() < row.score();
      if (last && normalized(sum) > best.normalized())
        best = new Best(row.score(), normalized(sum));
    }
    return best;
  }

  /// With a given threshold.
  double normalized(Best threshold) {
    var earned = new HashMap<Integer, Double>();
    double sum = -windows;
    for (var row : rows) if (row.score() >= threshold.threshold()) sum += gain(earned, row);
    return normalized(sum);
  }

  private static double gain(Map<Integer, Double> earned, Row row) {
    if (row.window() == OUTSIDE) return row.worth();
    double before = earned.getOrDefault(row.window(), -1.0);
    if (row.worth() <= before) return 0;
    earned.put(row.window(), row.worth());
    return row.worth() - before;
  }

  private double normalized(double sum) {
    return windows == 0 ? Double.NaN : 100 * (sum + windows) / (2.0 * windows);
  }

  int windows() {
    return windows;
  }
}
