// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.util.SplittableRandom;

/// How long a run takes and how much it writes, 1 being usual.
record Work(double length, double output) {
  static final Work USUAL = new Work(1, 1);

  private static final double SPREAD = 0.15;

  /// About as usual, as healthy runs are.
  static Work healthy(SplittableRandom random) {
    return new Work(
        Math.exp(SPREAD * random.nextGaussian()), Math.exp(SPREAD * random.nextGaussian()));
  }

  Work times(double longer, double more) {
    return new Work(length * longer, output * more);
  }
}
