// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Symptom;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.IntStream;

/// A freshly trained model with the held-back windows on which it must prove itself.
record Challenger(Model model, List<Window> heldBack) {
  private static final int MOST_VALIDATION = 512;
  private static final double AS_GOOD = 1.02; // losses within 2 % are the same: seeds differ more
  private static final double LEAST_SEPARATION = 1.5;
  private static final int FEWEST_NORMAL = 50;

  static Challenger train(
      TrainingSet set, Frame frame, DetectorSettings settings, long seed, TrainingProgress progress)
      throws InterruptedException {
    var validation = thinned(set.heldBack());
    var trained =
        new GraphTrainer(settings, seed)
            .train(
                set.training(),
                weights -> Model.meanLoss(new Network(weights), validation),
                progress);
    var network = new Network(trained.weights());
    var normal =
        set.heldBack().stream().map(w -> new Residuals(w, network.reconstruct(w))).toList();
    var measure = ErrorMeasure.learn(normal, settings.stepsPerPeriod());
    var stopped =
        set.stopped().stream().map(w -> new Residuals(w, network.reconstruct(w))).toList();
    var calibration = calibrations(measure, normal, stopped);
    var card =
        new ModelCard(
            frame.id(),
            frame.until(),
            frame.from(),
            frame.until(),
            set.training().size(),
            trained.epochs(),
            trained.validationLoss(),
            calibration.ofSilence().threshold());
    return new Challenger(new Model(card, settings, network, measure, calibration), set.heldBack());
  }

  /// What too few normal windows tell of is not judged.
  private static Calibrations calibrations(
      ErrorMeasure measure, List<Residuals> normal, List<Residuals> stopped) {
    var calibrations = new EnumMap<Symptom, Calibration>(Symptom.class);
    for (var symptom : Symptom.values()) {
      var errors = errors(measure, normal, symptom);
      if (symptom == Symptom.SILENCE)
        calibrations.put(symptom, Calibration.learn(errors, errors(measure, stopped, symptom)));
      else if (errors.length >= FEWEST_NORMAL) calibrations.put(symptom, Calibration.learn(errors));
    }
    return new Calibrations(calibrations);
  }

  private static double[] errors(ErrorMeasure measure, List<Residuals> of, Symptom symptom) {
    return of.stream()
        .filter(r -> ErrorMeasure.tells(r.window(), symptom))
        .mapToDouble(r -> measure.of(r, symptom))
        .toArray();
  }

  /// What the model is called and which stretch of time it learnt from.
  record Frame(String id, Instant from, Instant until) {
    static Frame of(String id, List<JobHistory> past, Instant until) {
      var from = past.stream().map(JobHistory::from).min(Instant::compareTo).orElse(until);
      return new Frame(id, from, until);
    }
  }

  /// Whether it can tell a stop from the normal at all.
  boolean isUsable() {
    return model.separation() >= LEAST_SEPARATION;
  }

  /// Whether it reproduces the held-back windows no worse than the model in use.
  boolean isNoWorseThan(Model current) {
    if (!current.sees(model.settings())) return true; // windows differ: nothing to compare
    return model.meanLoss(heldBack) <= AS_GOOD * current.meanLoss(heldBack);
  }

  private static List<Window> thinned(List<Window> windows) {
    int every = Math.ceilDiv(windows.size(), MOST_VALIDATION);
    return IntStream.range(0, windows.size())
        .filter(i -> i % every == 0)
        .mapToObj(windows::get)
        .toList();
  }
}
