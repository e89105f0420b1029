// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// How training stands: the model in use, the training that is going on, the last ones that ended
/// (newest first), what there is to learn from, which request was answered last, and which models
/// can be used.
public record TrainingState(
    Optional<ModelCard> model,
    Optional<Running> running,
    List<TrainingAttempt> attempts,
    Optional<Survey> survey,
    Instant answered,
    Models models) {
  public static final TrainingState NONE =
      new TrainingState(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Instant.EPOCH,
          Models.NONE);

  private static final int KEPT = 10;

  /// A training that goes on; epoch 0 is the reading of the past.
  public record Running(Instant startedAt, int epoch, int epochs, double validationLoss) {}

  /// What there is to learn from: the first evidence, how many jobs there are, how many of them
  /// have enough runs, how many of those have an open alert, and when the next training begins by
  /// itself. It was so at `at`, and may have been so since; a survey that finds the same is not
  /// stored.
  public record Survey(
      Instant at, Instant evidenceSince, int jobs, int ripe, int frozen, Instant nextAt) {
    /// Whether an earlier survey found the same.
    public boolean repeats(Survey earlier) {
      return equals(
          new Survey(
              at,
              earlier.evidenceSince,
              earlier.jobs,
              earlier.ripe,
              earlier.frozen,
              earlier.nextAt));
    }
  }

  public TrainingState {
    attempts = List.copyOf(attempts);
    models = Objects.requireNonNullElse(models, Models.NONE); // stored by an earlier version
  }

  public Optional<TrainingAttempt> last() {
    return attempts.stream().findFirst();
  }

  public TrainingState with(Running now) {
    return new TrainingState(model, Optional.of(now), attempts, survey, answered, models);
  }

  public TrainingState with(Survey now) {
    return new TrainingState(model, running, attempts, Optional.of(now), answered, models);
  }

  /// With the model that is in use now.
  public TrainingState with(Optional<ModelCard> inUse) {
    return new TrainingState(inUse, running, attempts, survey, answered, models);
  }

  public TrainingState with(Models known) {
    return new TrainingState(model, running, attempts, survey, answered, known);
  }

  /// Nothing is going on any more.
  public TrainingState idle() {
    return new TrainingState(model, Optional.empty(), attempts, survey, answered, models);
  }

  public TrainingState answered(Instant request) {
    return new TrainingState(model, running, attempts, survey, request, models);
  }

  public TrainingState ended(TrainingAttempt attempt, Optional<ModelCard> inUse) {
    var newest = new ArrayList<TrainingAttempt>();
    newest.add(attempt);
    attempts.stream().limit(KEPT - 1).forEach(newest::add);
    return new TrainingState(inUse, Optional.empty(), newest, survey, answered, models);
  }
}
