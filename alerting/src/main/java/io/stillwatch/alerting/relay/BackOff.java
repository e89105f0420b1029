// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.relay;

import java.time.Duration;
import java.util.SplittableRandom;

/// The wait before a rejected message is retried: 1 s doubled up to 5 min, with up to half of it
/// subtracted at random so that retries are spread out.
final class BackOff {
  /// After a day the message is out of date; the next reminder replaces it.
  static final Duration EXPIRY = Duration.ofHours(24);

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /// A channel that asks for more is asked again earlier: its pause may be a mistake.
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private static final int DOUBLINGS = 9; // 2^9 s exceeds the longest wait

  private final SplittableRandom random;

  BackOff(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Not shorter than what the channel asked for.
  Duration after(int attempts, Duration asked) {
    var own = after(attempts);
    if (asked.compareTo(own) <= 0) return own;
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  synchronized Duration after(int attempts) {
    long seconds = 1L << Math.min(DOUBLINGS, Math.max(0, attempts - 1));
    long most = Math.min(LONGEST.toMillis(), seconds * 1000);
    return Duration.ofMillis(most - random.nextLong(most / 2 + 1));
  }
}
