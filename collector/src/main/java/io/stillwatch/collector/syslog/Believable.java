// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import java.time.Duration;
import java.time.Instant;

/// The times of lines that are believed: indices are named after them, so neither a clock that was
/// never set nor a number that is no time may make one.
public record Believable(Instant oldest, Instant newest) {
  private static final Duration BACK = Duration.ofDays(3653);
  private static final Duration AHEAD = Duration.ofDays(1);

  /// Of lines that were read, or written at the latest, at an instant.
  public static Believable at(Instant now) {
    return new Believable(now.minus(BACK), now.plus(AHEAD));
  }

  public boolean holds(Instant time) {
    return !time.isAfter(newest) && !time.isBefore(oldest);
  }
}
