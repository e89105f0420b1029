// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.Instant;

/// Due times that count from the last run.
final class Periods {
  private Periods() {}

  /// The first whole number of periods after `lastRun` that is after `after`.
  static Instant nextAfter(Instant after, Instant lastRun, Duration period) {
    long periods = Math.max(0, Duration.between(lastRun, after).dividedBy(period)) + 1;
    return lastRun.plus(period.multipliedBy(periods));
  }
}
