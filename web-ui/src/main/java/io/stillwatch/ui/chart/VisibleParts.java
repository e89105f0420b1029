// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How high the parts of stacked bars are drawn, so that none of them is too thin to be seen.
///
/// A part is at least a fortieth of the highest bar. The largest part of its bar gives what a thin
/// one gains, as far as it stays visible itself; a bar that is too low for that becomes higher.
final class VisibleParts {
  private static final double THINNEST = 1 / 40.0;

  private VisibleParts() {}

  /// A row for each series; nothing is drawn where there is nothing.
  static List<List<@Nullable Double>> heights(List<Series> stacked) {
    var rows = new ArrayList<List<@Nullable Double>>();
    stacked.forEach(_ -> rows.add(new ArrayList<>()));
    int bars = stacked.isEmpty() ? 0 : stacked.getFirst().points().size();
    double highest =
        IntStream.range(0, bars).mapToDouble(at -> sum(parts(stacked, at))).max().orElse(0);
    for (int at = 0; at < bars; at++) {
      var drawn = drawn(parts(stacked, at), highest * THINNEST);
      for (int i = 0; i < drawn.length; i++) rows.get(i).add(drawn[i] == 0 ? null : drawn[i]);
    }
    return rows;
  }

  private static double[] parts(List<Series> stacked, int at) {
    return stacked.stream().mapToDouble(series -> series.points().get(at).value()).toArray();
  }

  private static double sum(double[] parts) {
    return Arrays.stream(parts).sum();
  }

  private static double[] drawn(double[] parts, double least) {
    var drawn = parts.clone();
    int largest = 0;
    double gained = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] > parts[largest]) largest = i;
      if (parts[i] <= 0 || parts[i] >= least) continue;
      drawn[i] = least;
      gained += least - parts[i];
    }
    if (parts[largest] > least) drawn[largest] = Math.max(least, parts[largest] - gained);
    return drawn;
  }
}
