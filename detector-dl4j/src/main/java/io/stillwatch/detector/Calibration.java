// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Turns an error into a score from 0 to 100, by what was seen on held-back windows.
///
/// Up to `threshold`, which normal windows hardly ever exceed, the score follows the conformal
/// p-value and stays below 25. `stop` is the error of jobs whose runs were taken away, a good
/// period after the first missed one: it scores 75. Between and above, the score grows with the
/// logarithm of the error. `quantiles` are those of the normal errors, ascending.
record Calibration(List<Double> quantiles, double threshold, double stop) {
  private static final int POINTS = 200;
  private static final double RARE = 0.002;
  private static final double MARGIN = 1.3;
  private static final double SMALLEST = 1e-6;
  private static final double LEAST_RATIO = 1.2;

  Calibration {
    quantiles = List.copyOf(quantiles);
    if (!(threshold > 0 && stop > threshold)) {
      throw new IllegalArgumentException("threshold " + threshold + ", stop " + stop);
    }
  }

  /// From the errors of normal windows and of windows a good period into a stop.
  static Calibration learn(double[] normal, double[] stopped) {
    var sorted = normal.clone();
    Arrays.sort(sorted);
    var quantiles =
        IntStream.rangeClosed(0, POINTS)
            .mapToObj(i -> sorted[(int) ((long) i * (sorted.length - 1) / POINTS)])
            .toList();
    double threshold = Math.max(SMALLEST, MARGIN * Statistics.quantile(normal, 1 - RARE));
    double stop = stopped.length == 0 ? 0 : Statistics.quantile(stopped, 0.05);
    return new Calibration(quantiles, threshold, Math.max(stop, threshold * LEAST_RATIO));
  }

  /// How far a stop stands out from the normal; a model with less than 1.5 cannot tell them apart.
  double separation() {
    return stop / threshold;
  }

  double score(double error) {
    if (error < threshold) return 25 * Math.min(1, surprise(error) / -Math.log(RARE)) * 0.999;
    if (error < stop) return 25 + 50 * Math.log(error / threshold) / Math.log(separation());
    return 100 - 25 / (1 + Math.log(error / stop) / Math.log(2));
  }

  /// -log of the share of normal windows with an error at least as large.
  private double surprise(double error) {
    int below = 0;
    while (below < quantiles.size() && quantiles.get(below) < error) below++;
    double p = (1 + quantiles.size() - below) / (1.0 + quantiles.size());
    double rest = below == quantiles.size() ? beyond(error) : 0;
    return -Math.log(p) + rest;
  }

  /// Beyond the largest normal error seen the rest of the way is linear.
  private double beyond(double error) {
    double most = quantiles.getLast();
    double way = -Math.log(RARE) - Math.log(1 + quantiles.size());
    return way * (error - most) / (threshold - most);
  }
}
