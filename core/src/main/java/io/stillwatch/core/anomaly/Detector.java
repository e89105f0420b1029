// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Learns how rotation normally goes, and says how unusual the present is.
public interface Detector {
  /// Trains on the past up to `until` and puts the model into use if it is no worse than the one
  /// before; empty if there is too little to learn from.
  Optional<ModelCard> train(List<JobHistory> past, Instant until, TrainingProgress progress)
      throws InterruptedException;

  /// One opinion for each job whose present window can be scored; none for jobs that are learning,
  /// or while there is no model.
  List<Anomaly> score(List<JobHistory> jobs, Instant now);

  /// The model in use.
  Optional<ModelCard> model();

  /// Never learns and has no opinion: schedule and evidence alone decide.
  static Detector none() {
    return new Detector() {
      @Override
      public Optional<ModelCard> train(
          List<JobHistory> past, Instant until, TrainingProgress progress) {
        return Optional.empty();
      }

      @Override
      public List<Anomaly> score(List<JobHistory> jobs, Instant now) {
        return List.of();
      }

      @Override
      public Optional<ModelCard> model() {
        return Optional.empty();
      }
    };
  }

  /// Told after each epoch.
  interface TrainingProgress {
    void epoch(int number, int of, double validationLoss);

    static TrainingProgress none() {
      return (number, of, validationLoss) -> {};
    }
  }
}
