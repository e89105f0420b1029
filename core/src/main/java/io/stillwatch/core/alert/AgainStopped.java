// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Job;
import java.time.Duration;

/// Whether a stoppage continues an alert that was resolved: a job that stops, runs and stops again
/// soon has one trouble, not several. Pure.
///
/// 1. Soon is within eight periods of the job: an hour at least, and at most a week or three
///    periods, whichever is longer.
/// 2. A job of which no period is known: a day.
public final class AgainStopped {
  private static final int PERIODS = 8;
  private static final int FEW_PERIODS = 3;
  private static final Duration LEAST = Duration.ofHours(1);
  private static final Duration MOST = Duration.ofDays(7);
  private static final Duration UNKNOWN = Duration.ofDays(1);

  private AgainStopped() {}

  public static boolean continues(Alert resolved, Stoppage stoppage) {
    boolean member =
        resolved.stoppages().stream().anyMatch(one -> one.job().id().equals(stoppage.job().id()));
    return member
        && resolved
            .times()
            .resolvedAt()
            .map(end -> end.plus(within(stoppage.job())))
            .filter(soon -> !stoppage.firstMissed().isAfter(soon))
            .isPresent();
  }

  /// How soon after its recovery a job must stop again.
  public static Duration within(Job job) {
    var period = job.schedule().period();
    if (!period.isPositive()) return UNKNOWN;
    var most = Durations.longer(MOST, period.multipliedBy(FEW_PERIODS));
    var soon = Durations.longer(LEAST, period.multipliedBy(PERIODS));
    return Durations.shorter(soon, most);
  }
}
