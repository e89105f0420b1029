// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import java.util.List;
import java.util.stream.IntStream;

/// One number for how badly a window was reproduced, and each feature's part in it.
///
/// Residuals are divided by what is usual for the feature on held-back normal windows, so that a
/// feature the network finds hard anyway does not drown the others. The last `steps` count, two
/// turns of the job's clock: each silent step adds, so that the error grows with the silence, and
/// two turns after recovery it is forgotten (measured against others in docs/DETECTOR.md).
record ErrorMeasure(List<Double> scales, int steps) {
  private static final double SMALLEST_SCALE = 0.02; // constant features: no scale is zero

  ErrorMeasure {
    scales = List.copyOf(scales);
  }

  /// Scales from held-back windows: what nine in ten residuals stay below.
  static ErrorMeasure learn(List<Residuals> normal, int steps) {
    return new ErrorMeasure(
        Feature.ALL.stream().map(feature -> scale(normal, feature, steps)).toList(), steps);
  }

  private static double scale(List<Residuals> normal, Feature feature, int steps) {
    double[] sizes =
        normal.stream()
            .filter(r -> r.window().has(feature))
            .flatMapToDouble(r ->
                IntStream.range(r.window().steps() - steps, r.window().steps())
                    .filter(r.window()::known)
                    .mapToDouble(step -> Math.abs(r.residual(step, feature))))
            .toArray();
    if (sizes.length == 0) return 1;
    return Math.max(SMALLEST_SCALE, Statistics.quantile(sizes, 0.9));
  }

  /// The mean over the last steps that were seen; 0 if none was.
  double of(Residuals r) {
    var window = r.window();
    return IntStream.range(window.steps() - steps, window.steps())
        .filter(window::known)
        .mapToDouble(step -> ofStep(r, step))
        .average()
        .orElse(0);
  }

  /// The root of the weighted sum of squares of one step.
  double ofStep(Residuals r, int step) {
    double sum = 0;
    for (var feature : Feature.ALL) {
      if (r.window().has(feature)) sum += part(r, step, feature);
    }
    return Math.sqrt(sum);
  }

  /// A feature's part in the error, before the root.
  double part(Residuals r, Feature feature) {
    if (!r.window().has(feature)) return 0;
    double sum = 0;
    for (int step = r.window().steps() - steps; step < r.window().steps(); step++) {
      if (r.window().known(step)) sum += part(r, step, feature);
    }
    return sum;
  }

  private double part(Residuals r, int step, Feature feature) {
    double z = r.residual(step, feature) / scales.get(feature.column());
    return feature.weight() * z * z;
  }
}
