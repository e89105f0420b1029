// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Instant;

/// A half-open stretch of time, for instance one in which a source was blind.
public record Interval(Instant from, Instant until) {
  public Interval {
    if (until.isBefore(from)) throw new IllegalArgumentException(until + " is before " + from);
  }

  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
