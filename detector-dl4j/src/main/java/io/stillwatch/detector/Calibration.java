// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.series.ScoreScale;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Turns an error into a score from 0 to 100, by what was seen on held-back windows.
///
/// Up to `threshold`, which normal windows hardly ever exceed, the score follows the conformal
/// p-value and stays below 25. `stop` is the error of jobs whose runs were taken away, soon after
/// the first missed one: it scores 75. Between and above, the score grows with the logarithm of the
/// error. `quantiles` are those of the normal errors, ascending.
record Calibration(List<Double> quantiles, double threshold, double stop) {
  private static final int POINTS = 200;
  private static final double RARE = 0.002;
  private static final double MARGIN = 1.3;
  private static final double SMALLEST = 1e-6;
  private static final double LEAST_RATIO = 1.2;
  private static final double CLEAR_RATIO = 2;
  private static final double LEAST_CLEAR = 1.5;
  private static final double LEAST_SILENCE = 0.5;
  private static final double MOST_NORMAL = 0.95;

  Calibration {
    quantiles = List.copyOf(quantiles);
    if (!(threshold > 0 && stop > threshold)) {
      throw new IllegalArgumentException("threshold " + threshold + ", stop " + stop);
    }
  }

  /// From the errors of normal windows and of windows soon after a first missed run.
  static Calibration learn(double[] normal, double[] stopped) {
    double stop = stopped.length == 0 ? 0 : Statistics.quantile(stopped, 0.05);
    double threshold = Math.max(LEAST_SILENCE, threshold(normal));
    return of(normal, threshold, Math.max(stop, threshold * LEAST_RATIO));
  }

  /// Where no example of the fault can be made from what is normal: it is twice the threshold, and
  /// three times what is usual for the job at least, even if all jobs of the fleet are as regular
  /// as clockwork.
  static Calibration learn(double[] normal) {
    double threshold = Math.max(LEAST_CLEAR, threshold(withoutClear(normal)));
    return of(normal, threshold, threshold * CLEAR_RATIO);
  }

  /// The windows taken as normal may include a few faults that went unnoticed.
  private static double[] withoutClear(double[] normal) {
    var kept = Arrays.stream(normal).filter(error -> error < LEAST_CLEAR * CLEAR_RATIO).toArray();
    return kept.length >= MOST_NORMAL * normal.length ? kept : normal;
  }

  private static double threshold(double[] normal) {
    return Math.max(SMALLEST, MARGIN * Statistics.quantile(normal, 1 - RARE));
  }

  private static Calibration of(double[] normal, double threshold, double stop) {
    var sorted = normal.clone();
    Arrays.sort(sorted);
    var quantiles =
        IntStream.rangeClosed(0, POINTS)
            .mapToObj(i -> sorted[(int) ((long) i * (sorted.length - 1) / POINTS)])
            .toList();
    return new Calibration(quantiles, threshold, stop);
  }

  /// How far a stop stands out from the normal.
  double separation() {
    return scale().separation();
  }

  private ScoreScale scale() {
    return new ScoreScale(threshold, stop);
  }

  double score(double error) {
    if (error < threshold) return 25 * surprise(error) / -Math.log(RARE);
    return scale().score(error);
  }

  /// -log of the share of normal windows with an error at least as large; linear between the
  /// quantiles, and from the last one below the threshold up to it.
  private double surprise(double error) {
    double fromError = 0;
    double fromSurprise = 0;
    for (int i = 0; i < quantiles.size() && quantiles.get(i) < threshold; i++) {
      double surprise = -Math.log(1 - i / (1.0 + quantiles.size()));
      double at = quantiles.get(i);
      if (error < at) return between(error, fromError, at, fromSurprise, surprise);
      fromError = at;
      fromSurprise = surprise;
    }
    return between(error, fromError, threshold, fromSurprise, -Math.log(RARE));
  }

  private static double between(double x, double x0, double x1, double y0, double y1) {
    return x1 > x0 ? y0 + (y1 - y0) * (x - x0) / (x1 - x0) : y1;
  }
}
