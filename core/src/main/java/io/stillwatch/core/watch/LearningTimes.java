// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;

/// When the habit of a job is learned: on the hour until it has one, then every six hours, and only
/// if it ran since. These instants do not depend on when the job is looked at, so that what it
/// learns does not either. Pure.
final class LearningTimes {
  private static final Duration WITHOUT_HABIT = Duration.ofHours(1);
  private static final Duration WITH_HABIT = Duration.ofHours(6);

  private LearningTimes() {}

  /// The first one after those that were learned from; [Instant#MAX] if nothing is to be learned.
  static Instant next(JobState job) {
    if (!job.learned() || job.retired()) return Instant.MAX;
    var every = job.job().schedule().period().isPositive() ? WITH_HABIT : WITHOUT_HABIT;
    return job.runs()
        .higher(job.habit().learnedThrough())
        .map(run -> roundedUp(run, every))
        .orElse(Instant.MAX);
  }

  private static Instant roundedUp(Instant at, Duration to) {
    return Instant.ofEpochMilli(Math.ceilDiv(at.toEpochMilli(), to.toMillis()) * to.toMillis());
  }
}
