// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Reconstruction;
import java.util.Comparator;
import java.util.List;

/// A trained model with all that scoring needs; immutable, and free of native code.
record Model(
    ModelCard card,
    DetectorSettings settings,
    Network network,
    ErrorMeasure measure,
    Calibration calibration) {

  Sequences sequences() {
    return new Sequences(settings.steps(), settings.stepsPerPeriod());
  }

  Residuals residuals(Window window) {
    return new Residuals(window, network.reconstruct(window));
  }

  double error(Window window) {
    return measure.of(residuals(window));
  }

  Anomaly judge(Window window) {
    var residuals = residuals(window);
    double error = measure.of(residuals);
    var parts = contributions(residuals);
    return new Anomaly(
        window.job(),
        OwnClock.instantOf(window.end()),
        OwnClock.instantOf(startedAt(residuals)),
        calibration.score(error),
        new Reconstruction(card.id(), error, calibration.threshold(), parts));
  }

  private List<Contribution> contributions(Residuals r) {
    double all = Feature.ALL.stream().mapToDouble(f -> measure.part(r, f)).sum();
    int last = r.window().steps() - 1;
    return Feature.ALL.stream()
        .filter(r.window()::has)
        .map(f ->
            new Contribution(
                f.label(),
                f.inUnits(r.window().value(last, f)),
                f.inUnits(r.expected(last, f)),
                all > 0 ? measure.part(r, f) / all : 0))
        .sorted(Comparator.comparingDouble(Contribution::share).reversed())
        .toList();
  }

  /// A run that is overdue dates the trouble exactly; else the first of the odd steps up to now.
  private double startedAt(Residuals r) {
    var window = r.window();
    if (window.overdueSince() < window.end()) return window.overdueSince();
    double limit = calibration.threshold();
    int first = window.steps() - 1;
    while (first > 0 && window.known(first - 1) && measure.ofStep(r, first - 1) > limit) first--;
    return window.stepStart(first);
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
