// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingAttempt.Result;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.watch.WatchSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When the detector is trained by itself. Pure.
final class TrainingTimes {
  /// What broke off is tried again sooner than the next training is due.
  private static final Duration RETRY = Duration.ofHours(1);

  private TrainingTimes() {}

  /// The next training: once there is evidence of some weeks, and some time after the last one.
  static Instant next(
      Instant evidenceSince,
      Optional<ModelCard> model,
      Optional<TrainingAttempt> last,
      WatchSettings settings) {
    if (evidenceSince.equals(Instant.MAX)) return Instant.MAX;
    var next = evidenceSince.plus(settings.trainAfter());
    if (model.isPresent())
      next = Instants.later(next, model.get().trainedAt().plus(settings.retrainEvery()));
    if (last.isPresent()) {
      boolean failed = last.get().result() == Result.FAILED;
      next =
          Instants.later(
              next,
              last.get().startedAt().plus(failed ? retry(settings) : settings.retrainEvery()));
    }
    return next;
  }

  private static Duration retry(WatchSettings settings) {
    return Durations.shorter(RETRY, settings.retrainEvery());
  }
}
