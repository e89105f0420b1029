// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import io.stillwatch.core.series.SeriesExpectation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Learns how rotation normally goes, and says how unusual the present is.
public interface Detector {
  /// Trains on the past up to `until` and puts the model into use if it is no worse than the one
  /// before.
  TrainingOutcome train(Lessons past, Instant until, TrainingProgress progress)
      throws UnreadablePastException, InterruptedException;

  /// One opinion for each job whose window can be scored; none for jobs that are learning, or while
  /// there is no model. Scoring many jobs in one call is cheaper.
  List<Anomaly> score(List<ScoringRequest> requests);

  /// The model in use.
  Optional<ModelCard> model();

  /// What is expected of series that go on; empty while nothing has learnt it.
  default Optional<SeriesExpectation> series() {
    return Optional.empty();
  }

  /// The model in use, for other processes.
  default Optional<PackedModel> pack() {
    return Optional.empty();
  }

  /// Puts a model of another process into use and returns whether it could: one of another version
  /// may be of no use here.
  default boolean takeUp(PackedModel model) {
    return false;
  }

  /// The models that [#use] can put into use, newest first.
  default List<Models.Kept> kept() {
    return List.of();
  }

  /// Puts a kept model into use and returns whether it could: its files may be gone or damaged.
  default boolean use(String model) {
    return false;
  }

  /// Never learns and has no opinion: schedule and evidence alone decide.
  static Detector none() {
    return new Detector() {
      @Override
      public TrainingOutcome train(Lessons past, Instant until, TrainingProgress progress) {
        return new TrainingOutcome.TooLittle("Detection is off.");
      }

      @Override
      public List<Anomaly> score(List<ScoringRequest> requests) {
        return List.of();
      }

      @Override
      public Optional<ModelCard> model() {
        return Optional.empty();
      }
    };
  }

  /// Told after each epoch, and asked from time to time whether to go on.
  interface TrainingProgress {
    void epoch(int number, int of, double validationLoss);

    default boolean cancelled() {
      return false;
    }

    static TrainingProgress none() {
      return (number, of, validationLoss) -> {};
    }
  }
}
