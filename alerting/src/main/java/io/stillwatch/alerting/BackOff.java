// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import java.time.Duration;
import java.util.SplittableRandom;

/// How long to wait before a refused message is tried again: 1 s doubled up to 5 min, less up to
/// half of it, so that many do not come back together.
final class BackOff {
  /// After a day the message is no news any more; the next reminder says more.
  static final Duration EXPIRY = Duration.ofHours(24);

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 9; // 2^9 s is above the longest

  private final SplittableRandom random;

  BackOff(long seed) {
    random = new SplittableRandom(seed);
  }

  synchronized Duration after(int attempts) {
    long seconds = 1L << Math.min(DOUBLINGS, Math.max(0, attempts - 1));
    long most = Math.min(LONGEST.toMillis(), seconds * 1000);
    return Duration.ofMillis(most - random.nextLong(most / 2 + 1));
  }
}
