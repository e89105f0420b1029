// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Due times that count from the last run.
final class Periods {
  private Periods() {}

  /// The first whole number of periods after the minute of `lastRun` that is after `after`: the
  /// seconds that a start took are no part of a schedule.
  static Instant nextAfter(Instant after, Instant lastRun, Duration period) {
    var from = lastRun.truncatedTo(ChronoUnit.MINUTES);
    long periods = Math.max(0, Duration.between(from, after).dividedBy(period)) + 1;
    return from.plus(period.multipliedBy(periods));
  }
}
