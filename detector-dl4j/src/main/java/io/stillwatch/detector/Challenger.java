// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingCourse.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// A freshly trained model with the held-back windows on which it must prove itself.
record Challenger(Model model, List<Window> heldBack) {
  private static final int MOST_VALIDATION = 512;
  private static final double AS_GOOD = 1.02; // losses within 2 % are the same: seeds differ more
  private static final double LEAST_SEPARATION = 1.5;
  private static final int FEWEST_NORMAL = 50;

  /// What the model is called, the end of the past that it learns from, and the seed.
  record Frame(String id, Instant until, long seed, LongSupplier nanoTime) {}

  /// Empty if the training was cancelled.
  static Optional<Challenger> train(
      TrainingSet set, Frame frame, DetectorSettings settings, TrainingProgress progress)
      throws DivergedException, InterruptedException {
    long began = frame.nanoTime().getAsLong();
    var validation = thinned(set.heldBack());
    var training = thinned(set.training());
    var result =
        new GraphTrainer(settings, frame.seed())
            .train(
                set.training(),
                weights -> {
                  var network = new Network(weights);
                  return new Epoch(
                      Model.meanLoss(network, training), Model.meanLoss(network, validation));
                },
                progress);
    if (result.isEmpty()) return Optional.empty();
    var trained = result.get();
    if (!Double.isFinite(trained.validationLoss())) throw new DivergedException();
    var network = new Network(trained.weights());
    var normal = network.residuals(set.heldBack());
    var measure = ErrorMeasure.learn(normal, settings.stepsPerPeriod());
    var stopped = network.residuals(set.stopped());
    var calibration = calibrations(measure, normal, stopped);
    var took = Duration.ofMillis((frame.nanoTime().getAsLong() - began) / 1_000_000);
    var card =
        new ModelCard(
            frame.id(),
            frame.until(),
            set.from(),
            frame.until(),
            set.training().size(),
            calibration.ofSilence().threshold(),
            course(set, frame, trained, took));
    var model = new Model(card, settings, network, measure, calibration, Optional.empty());
    return Optional.of(new Challenger(model, set.heldBack()));
  }

  private static TrainingCourse course(
      TrainingSet set, Frame frame, GraphTrainer.Trained trained, Duration took) {
    return new TrainingCourse(
        set.jobs(),
        trained.epochs().size(),
        trained.validationLoss(),
        trained.epochs(),
        frame.seed(),
        trained.ended(),
        took);
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

  /// Why it is not used: it cannot tell a stop from the normal, or reproduces the held-back windows
  /// worse than the model in use. Empty if it is used.
  Optional<String> refusal(Optional<Model> current) {
    if (model.separation() < LEAST_SEPARATION) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "It cannot tell a stop from the normal: its separation is %.2f, and %.1f is needed.",
              model.separation(),
              LEAST_SEPARATION));
    }
    // Where windows differ there is nothing to compare.
    return current.filter(one -> one.sees(model.settings())).flatMap(this::worseThan);
  }

  private Optional<String> worseThan(Model current) {
    double mine = model.meanLoss(heldBack);
    double theirs = current.meanLoss(heldBack);
    if (mine <= AS_GOOD * theirs) return Optional.empty();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "It is worse than the model in use: its loss on the held-back windows is %.4f, that of"
                + " %s %.4f.",
            mine,
            current.card().id(),
            theirs));
  }

  private static List<Window> thinned(List<Window> windows) {
    int every = Math.ceilDiv(windows.size(), MOST_VALIDATION);
    return IntStream.range(0, windows.size())
        .filter(i -> i % every == 0)
        .mapToObj(windows::get)
        .toList();
  }
}
