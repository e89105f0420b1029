// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

/// What the network made of a window, beside what was seen.
final class Residuals {
  private final Window window;
  private final float[] expected;

  Residuals(Window window, float[] expected) {
    this.window = window;
    this.expected = expected;
  }

  Window window() {
    return window;
  }

  double expected(int step, Feature feature) {
    return expected[step * Feature.COUNT + feature.column()];
  }

  double residual(int step, Feature feature) {
    return window.value(step, feature) - expected(step, feature);
  }

  /// Mean square over all that is known: the loss that training minimises.
  double loss() {
    double sum = 0;
    int known = 0;
    for (int step = 0; step < window.steps(); step++) {
      for (var feature : Feature.ALL) {
        if (!window.known(step, feature)) continue;
        double r = residual(step, feature);
        sum += r * r;
        known++;
      }
    }
    return sum / known;
  }
}
