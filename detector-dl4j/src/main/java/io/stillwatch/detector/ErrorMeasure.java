// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Symptom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How badly a window was reproduced, for each symptom by itself.
///
/// Residuals are divided by what is usual for the feature on held-back normal windows. Silence is
/// the mean over the last turn of the job's clock: it shows at the first run that does not come. Of
/// the others, each step of two turns but `EXCUSED` must be odd: a single late, hollow or doubled
/// run does not count. What is not known counts for nothing.
record ErrorMeasure(List<Double> scales, int turn) {
  private static final double USUAL = 0.9;
  private static final double CLEARLY_MORE = 0.14; // log2(1 + 1.2) less than that
  private static final int TURNS = 2;
  private static final int EXCUSED = 2;

  ErrorMeasure {
    scales = List.copyOf(scales);
  }

  /// Scales from held-back windows: what nine in ten residuals stay below.
  static ErrorMeasure learn(List<Residuals> normal, int turn) {
    return new ErrorMeasure(
        Feature.ALL.stream().map(feature -> scale(normal, feature, turn)).toList(), turn);
  }

  private static double scale(List<Residuals> normal, Feature feature, int turn) {
    double[] sizes =
        normal.stream()
            .filter(r -> r.window().has(feature))
            .flatMapToDouble(r ->
                last(r.window(), feature, TURNS * turn).mapToDouble(step -> odd(r, step, feature)))
            .toArray();
    if (sizes.length == 0) return 1;
    return Math.max(feature.leastScale(), Statistics.quantile(sizes, USUAL));
  }

  /// The last steps of a window, as far as the feature is known in them.
  private static IntStream last(Window window, Feature feature, int steps) {
    return IntStream.range(Math.max(0, window.steps() - steps), window.steps())
        .filter(step -> window.known(step, feature));
  }

  /// Whether a window says anything of a symptom.
  static boolean tells(Window window, Symptom symptom) {
    return Feature.of(symptom).stream().anyMatch(window::has);
  }

  double of(Residuals r, Symptom symptom) {
    return Feature.of(symptom).stream().mapToDouble(f -> of(r, f)).max().orElse(0);
  }

  /// A feature's error; 0 where it means nothing.
  double of(Residuals r, Feature feature) {
    if (!r.window().has(feature) || feature.symptom().isEmpty()) return 0;
    return feature.symptom().get() == Symptom.SILENCE ? mean(r, feature) : sustained(r, feature);
  }

  private double mean(Residuals r, Feature feature) {
    return last(r.window(), feature, turn)
        .mapToDouble(step -> ofStep(r, step, feature))
        .average()
        .orElse(0);
  }

  private double sustained(Residuals r, Feature feature) {
    var window = r.window();
    if (feature.endsAtOnce() && ofStep(r, window.lastKnown(feature), feature) == 0) return 0;
    var errors =
        last(window, feature, TURNS * turn).mapToDouble(step -> ofStep(r, step, feature)).toArray();
    if (errors.length < TURNS * turn - EXCUSED) return 0;
    Arrays.sort(errors);
    return errors[EXCUSED - (TURNS * turn - errors.length)];
  }

  /// The last known step of those with the largest error among the steps that are looked at.
  int oddest(Residuals r, Feature feature) {
    boolean silence = feature.symptom().filter(Symptom.SILENCE::equals).isPresent();
    int oddest = r.window().lastKnown(feature);
    for (int step : last(r.window(), feature, silence ? turn : TURNS * turn).toArray())
      if (ofStep(r, step, feature) >= ofStep(r, oddest, feature)) oddest = step;
    return oddest;
  }

  double ofStep(Residuals r, int step, Feature feature) {
    return odd(r, step, feature) / scales.get(feature.column());
  }

  /// A silence counts once it is longer than what is usual for the job, and runs once there are
  /// more of them; in full from a fifth more on.
  private static double odd(Residuals r, int step, Feature feature) {
    if (!r.window().known(step, feature)) return 0;
    double residual = r.residual(step, feature);
    if (!feature.upwards()) return Math.abs(residual);
    double above = r.window().value(step, feature) - feature.asUsual();
    double more = Math.clamp(above / CLEARLY_MORE, 0, 1);
    return Math.max(0, residual) * more;
  }
}
