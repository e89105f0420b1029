// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.ModelCard;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// A freshly trained model with the held-back windows on which it must prove itself.
record Challenger(Model model, List<Window> heldBack) {
  private static final int MOST_VALIDATION = 512;
  private static final double AS_GOOD = 1.02; // losses within 2 % are the same: seeds differ more
  private static final double LEAST_SEPARATION = 1.5;

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
    var measure = ErrorMeasure.learn(normal, settings.measuredSteps());
    var calibration =
        Calibration.learn(
            normal.stream().mapToDouble(measure::of).toArray(),
            set.stopped().stream()
                .mapToDouble(w -> measure.of(new Residuals(w, network.reconstruct(w))))
                .toArray());
    var card =
        new ModelCard(
            frame.id(),
            frame.until(),
            frame.from(),
            frame.until(),
            set.training().size(),
            trained.epochs(),
            trained.validationLoss(),
            calibration.threshold());
    return new Challenger(new Model(card, settings, network, measure, calibration), set.heldBack());
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
    return model.calibration().separation() >= LEAST_SEPARATION;
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
