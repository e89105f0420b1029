// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Symptom;
import java.util.List;
import java.util.Optional;

/// What a window says of the job at each step; all of them free of scale. What is not known of a
/// run is masked.
///
/// Counts alone miss a stop, because an all-zero window is easy to reconstruct; [#SINCE] is what
/// makes silence visible. All but the phase describe a state that lasts until the next run, so that
/// what is odd for two turns is odd at each of their steps.
enum Feature {
  /// log2(1 + turns of the job's clock since the last run, over its usual gap), cut at 4.
  SINCE(0, "periods since the last run", Symptom.SILENCE, 0.1),
  /// Context, not evidence.
  PHASE_SIN(1, "phase (sine)"),
  PHASE_COS(2, "phase (cosine)"),
  /// log2(1 + runs in the last turn, over the usual number), cut at 3.
  RUNS(3, "runs in the last period over usual", Symptom.RHYTHM, 0.1),
  /// By how much of a period the last run was away from when it usually comes, times four, cut at
  /// 2.
  LATENESS(4, "lateness of the last run, in periods", Symptom.RHYTHM, 0.16),
  /// log2(1 + size of the active file over its usual size when rotated), cut at 4.
  BYTES(5, "active bytes over usual", Symptom.VOLUME, 0.3),
  /// log2(size of the last closed file over what is usual for files written for so long), cut at -4
  /// and 4.
  SIZE(6, "size at the last rotation over usual", Symptom.VOLUME, 0.5),
  /// log2(files kept over usual), cut at -2 and 2.
  FILES(7, "files over usual", Symptom.VOLUME, 0.5),
  /// log2(length of the last run whose end is known over the usual one), cut at -4 and 4.
  DURATION(8, "duration of the last run over usual", Symptom.RHYTHM, 0.5),
  /// 1 if the last run whose end is known failed, else 0.
  EXIT(9, "failure of the last run (1 if it failed)", Symptom.RHYTHM, 0.15),
  /// log2(bytes that the last run whose end is known wrote, over the usual number), cut at -4 and
  /// 4.
  OUTPUT(10, "output of the last run over usual", Symptom.VOLUME, 0.5);

  static final List<Feature> ALL = List.of(values());
  static final int COUNT = ALL.size();

  /// Quarters of a turn, so that lateness is of the size of the other features.
  static final double LATENESS_SCALE = 4;

  /// Keeps the phase, which is always there, from dominating the loss.
  static final double PHASE_SCALE = 0.5;

  private static final double LN2 = Math.log(2);

  private final int column;
  private final String label;
  private final Optional<Symptom> symptom;
  private final double leastScale;

  Feature(int column, String label) {
    this.column = column;
    this.label = label;
    this.symptom = Optional.empty();
    this.leastScale = 1;
  }

  Feature(int column, String label, Symptom symptom, double leastScale) {
    this.column = column;
    this.label = label;
    this.symptom = Optional.of(symptom);
    this.leastScale = leastScale;
  }

  static List<Feature> of(Symptom symptom) {
    return ALL.stream().filter(feature -> feature.symptom.equals(Optional.of(symptom))).toList();
  }

  /// Its place in a step of a window, and in the network.
  int column() {
    return column;
  }

  String label() {
    return label;
  }

  /// What it is evidence of; empty for the phase.
  Optional<Symptom> symptom() {
    return symptom;
  }

  /// Residuals below this are nothing, however well the network knows the feature.
  double leastScale() {
    return leastScale;
  }

  /// Whether only more than expected is odd: fewer runs are silence, an early run ends one, and no
  /// failure is as it should be.
  boolean upwards() {
    return this == SINCE || this == RUNS || this == EXIT;
  }

  /// What a feature of which only more is odd has as usual.
  double asUsual() {
    return this == EXIT ? 0 : 1; // log2(1 + 1)
  }

  /// Whether it is over as soon as the last run is as usual. A schedule that counts failures takes
  /// them as over then.
  boolean endsAtOnce() {
    return this == EXIT;
  }

  /// The value in the units that people read.
  double inUnits(double value) {
    return switch (this) {
      case SINCE, RUNS, BYTES -> Math.max(0, Math.pow(2, value) - 1);
      case SIZE, FILES, DURATION, OUTPUT -> Math.pow(2, value);
      case EXIT -> value;
      case LATENESS -> value / LATENESS_SCALE;
      case PHASE_SIN, PHASE_COS -> value / PHASE_SCALE;
    };
  }

  static float log2Plus1(double value, double most) {
    return (float) Math.min(most, Math.log1p(Math.max(0, value)) / LN2);
  }

  static float log2(double ratio, double most) {
    return (float) Math.clamp(Math.log(ratio) / LN2, -most, most);
  }
}
