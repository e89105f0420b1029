// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import java.util.List;

/// What a window says of the job at each step; all of them free of scale.
///
/// Counts alone miss a stop, because an all-zero window is easy to reconstruct; [#SINCE] is what
/// makes silence visible.
enum Feature {
  /// log2(1 + turns of the job's clock since the last run, over its usual gap), cut at 4.
  SINCE(0, "periods since the last run", 1),
  PHASE_SIN(1, "phase (sine)", 0.05),
  PHASE_COS(2, "phase (cosine)", 0.05),
  /// log2(1 + runs seen in the step), cut at 2.
  RUNS(3, "runs in the step", 0.25),
  /// log2(1 + size of the active file over its usual size when rotated), cut at 4.
  BYTES(4, "active bytes over usual", 0.25),
  /// log2(files kept over usual), cut at -2 and 2.
  FILES(5, "files over usual", 0.1);

  static final List<Feature> ALL = List.of(values());
  static final int COUNT = ALL.size();

  private final int column;
  private final String label;
  private final double weight;

  Feature(int column, String label, double weight) {
    this.column = column;
    this.label = label;
    this.weight = weight;
  }

  /// Its place in a step of a window, and in the network.
  int column() {
    return column;
  }

  String label() {
    return label;
  }

  /// How much its error counts: the phase is context, not evidence.
  double weight() {
    return weight;
  }

  /// Only rotation jobs have files.
  boolean needsSizes() {
    return this == BYTES || this == FILES;
  }

  /// The value in the units that people read.
  double inUnits(double value) {
    return switch (this) {
      case SINCE, RUNS, BYTES -> Math.max(0, Math.pow(2, value) - 1);
      case FILES -> Math.pow(2, value);
      case PHASE_SIN, PHASE_COS -> value / PHASE_SCALE;
    };
  }

  /// Keeps the phase, which is always there, from dominating the loss.
  static final double PHASE_SCALE = 0.5;

  static float log2Plus1(double value, double most) {
    return (float) Math.min(most, Math.log1p(Math.max(0, value)) / LN2);
  }

  static float log2(double ratio, double most) {
    return (float) Math.clamp(Math.log(ratio) / LN2, -most, most);
  }

  private static final double LN2 = Math.log(2);
}
