// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.core.job.Durations;
import java.time.Duration;
import java.util.SplittableRandom;

/// The pauses between the tries of something that fails: each twice as long as the one before, up
/// to a minute.
///
/// Up to half of a pause is left to chance, for many collectors fail at once and must not come back
/// at once.
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final SplittableRandom random;
  private Duration longest = FIRST;
  private boolean failing;

  Backoff(SplittableRandom random) {
    this.random = random;
  }

  /// How long to wait before the next try.
  synchronized Duration failed() {
    failing = true;
    long half = longest.toNanos() / 2;
    var pause = Duration.ofNanos(half + random.nextLong(half));
    var twice = longest.multipliedBy(2);
    longest = Durations.shorter(twice, LONGEST);
    return pause;
  }

  synchronized void worked() {
    failing = false;
    longest = FIRST;
  }

  /// Whether the last try failed.
  synchronized boolean failing() {
    return failing;
  }
}
