// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import java.time.Duration;
import java.time.Instant;

/// Two instants and everything between them, both included.
record TimeRange(Instant from, Instant until) {
  TimeRange {
    if (until.isBefore(from)) throw new IllegalArgumentException(until + " is before " + from);
  }

  static TimeRange around(Instant instant, Duration tolerance) {
    return new TimeRange(instant.minus(tolerance), instant.plus(tolerance));
  }

  boolean contains(Instant instant) {
    return !instant.isBefore(from) && !instant.isAfter(until);
  }

  @Override
  public String toString() {
    return from + " to " + until;
  }
}
