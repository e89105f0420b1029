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
      var pause = lost(model, last.get()) ? Duration.ZERO : pause(last.get().result(), settings);
      next = Instants.later(next, last.get().startedAt().plus(pause));
    }
    return next;
  }

  /// A model that was trained and cannot be read: its files are gone, or of another version.
  private static boolean lost(Optional<ModelCard> model, TrainingAttempt last) {
    return model.isEmpty() && last.result() == Result.IN_USE;
  }

  private static Duration pause(Result last, WatchSettings settings) {
    if (last != Result.FAILED) return settings.retrainEvery();
    return Durations.shorter(RETRY, settings.retrainEvery());
  }
}
