// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A trained model with all that scoring needs; immutable, and free of native code.
record Model(
    ModelCard card,
    DetectorSettings settings,
    Network network,
    ErrorMeasure measure,
    Calibrations calibrations) {

  Sequences sequences() {
    return new Sequences(settings.steps(), settings.stepsPerPeriod());
  }

  Residuals residuals(Window window) {
    return new Residuals(window, network.reconstruct(window));
  }

  /// How far a stop stands out from the normal; a model with less than 1.5 cannot tell them apart.
  double separation() {
    return calibrations.ofSilence().separation();
  }

  double score(Residuals residuals, Symptom symptom) {
    return calibrations.score(symptom, measure.of(residuals, symptom));
  }

  /// By the symptom that is the least like what was seen before.
  Anomaly judge(Window window) {
    var residuals = residuals(window);
    var symptom =
        Arrays.stream(Symptom.values())
            .max(Comparator.comparingDouble(one -> score(residuals, one)))
            .orElseThrow();
    return new Anomaly(
        window.job(),
        OwnClock.instantOf(window.end()),
        OwnClock.instantOf(startedAt(residuals, symptom)),
        score(residuals, symptom),
        new Reconstruction(
            card.id(),
            symptom,
            measure.of(residuals, symptom),
            calibrations.threshold(symptom),
            contributions(residuals)));
  }

  private List<Contribution> contributions(Residuals r) {
    double all = Feature.ALL.stream().mapToDouble(f -> part(r, f)).sum();
    int last = r.window().steps() - 1;
    return Feature.ALL.stream()
        .filter(r.window()::has)
        .map(f ->
            new Contribution(
                f.label(),
                f.inUnits(r.window().value(last, f) * r.window().tolerance(f)),
                f.inUnits(r.expected(last, f) * r.window().tolerance(f)),
                all > 0 ? part(r, f) / all : 0))
        .sorted(Comparator.comparingDouble(Contribution::share).reversed())
        .toList();
  }

  /// The square of a feature's error over the threshold of its symptom.
  private double part(Residuals r, Feature feature) {
    double part =
        feature
            .symptom()
            .map(symptom -> measure.of(r, feature) / calibrations.threshold(symptom))
            .orElse(0.0);
    return part * part;
  }

  /// A run that is overdue dates the trouble exactly; else the first of the odd steps up to now.
  private double startedAt(Residuals r, Symptom symptom) {
    var window = r.window();
    boolean overdue = window.overdueSince() < window.end();
    if (symptom == Symptom.SILENCE && overdue) return window.overdueSince();
    double limit = calibrations.threshold(symptom);
    int first = window.steps() - 1;
    while (first > 0 && window.known(first - 1) && oddest(r, first - 1, symptom) > limit) first--;
    return window.stepStart(first);
  }

  private double oddest(Residuals r, int step, Symptom symptom) {
    return Feature.of(symptom).stream()
        .filter(r.window()::has)
        .mapToDouble(feature -> measure.ofStep(r, step, feature))
        .max()
        .orElse(0);
  }

  /// The mean loss over windows, NaN for none.
  double meanLoss(List<Window> windows) {
    return meanLoss(network, windows);
  }

  static double meanLoss(Network network, List<Window> windows) {
    return windows.stream()
        .mapToDouble(w -> new Residuals(w, network.reconstruct(w)).loss())
        .average()
        .orElse(Double.NaN);
  }

  /// Whether the two look at the same kind of window.
  boolean sees(DetectorSettings other) {
    return settings.steps() == other.steps() && settings.stepsPerPeriod() == other.stepsPerPeriod();
  }
}
