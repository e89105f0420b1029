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
import java.util.Optional;

/// A trained model with all that scoring needs; immutable, and free of native code. `series` is the
/// model of live series that is stored beside it.
record Model(
    ModelCard card,
    DetectorSettings settings,
    Network network,
    ErrorMeasure measure,
    Calibrations calibrations,
    Optional<FleetSeries> series) {

  Model with(Optional<FleetSeries> learnt) {
    return new Model(card, settings, network, measure, calibrations, learnt);
  }

  Sequences sequences() {
    return new Sequences(settings.steps(), settings.stepsPerPeriod());
  }

  /// How far a stop stands out from the normal; a model with less than 1.5 cannot tell them apart.
  double separation() {
    return calibrations.ofSilence().separation();
  }

  /// By the symptom that is the least like what was seen before. Each feature is measured once.
  List<Anomaly> judge(List<Window> windows) {
    return network.residuals(windows).stream().map(this::judge).toList();
  }

  private Anomaly judge(Residuals residuals) {
    var window = residuals.window();
    var errors = new double[Feature.COUNT];
    for (var feature : Feature.ALL) errors[feature.column()] = measure.of(residuals, feature);
    var worst = worst(errors);
    return new Anomaly(
        window.job(),
        OwnClock.instantOf(window.end()),
        OwnClock.instantOf(startedAt(residuals, worst.symptom())),
        worst.score(),
        new Reconstruction(
            card.id(),
            worst.symptom(),
            worst.error(),
            calibrations.threshold(worst.symptom()),
            contributions(residuals, errors)));
  }

  private record Judged(Symptom symptom, double error, double score) {}

  private Judged worst(double[] errors) {
    return Arrays.stream(Symptom.values())
        .map(symptom -> {
          double error =
              Feature.of(symptom).stream().mapToDouble(f -> errors[f.column()]).max().orElse(0);
          return new Judged(symptom, error, calibrations.score(symptom, error));
        })
        .max(Comparator.comparingDouble(Judged::score))
        .orElseThrow();
  }

  private List<Contribution> contributions(Residuals r, double[] errors) {
    double all = Feature.ALL.stream().mapToDouble(f -> part(f, errors)).sum();
    return Feature.ALL.stream()
        .filter(r.window()::has)
        .map(f -> contribution(r, f, all > 0 ? part(f, errors) / all : 0))
        .sorted(Comparator.comparingDouble(Contribution::share).reversed())
        .toList();
  }

  /// As it was when it was the oddest: what is as usual again is not what the error is about.
  private Contribution contribution(Residuals r, Feature feature, double share) {
    var window = r.window();
    int step = measure.oddest(r, feature);
    double tolerance = window.tolerance(feature);
    return new Contribution(
        feature.label(),
        feature.inUnits(window.value(step, feature) * tolerance),
        feature.inUnits(r.expected(step, feature) * tolerance),
        share);
  }

  /// The square of a feature's error over the threshold of its symptom.
  private double part(Feature feature, double[] errors) {
    double part =
        feature
            .symptom()
            .map(symptom -> errors[feature.column()] / calibrations.threshold(symptom))
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
    return network.residuals(windows).stream()
        .mapToDouble(Residuals::loss)
        .average()
        .orElse(Double.NaN);
  }

  /// Whether the two look at the same kind of window.
  boolean sees(DetectorSettings other) {
    return settings.steps() == other.steps() && settings.stepsPerPeriod() == other.stepsPerPeriod();
  }
}
