// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import java.time.Duration;

/// How a run is done: its rounds, which processes are suspended instead, and how much faster than
/// the wall clock the time of the evidence passes.
record TakeoverOptions(int rounds, long seed, Suspension suspension, int speed) {
  /// What a round takes on a machine with other work to do.
  private static final Duration ROUND = Duration.ofSeconds(75);

  private static final Duration START = Duration.ofMinutes(4);

  /// Every so many rounds a process is suspended, for so long, instead of killed.
  record Suspension(int every, Duration length) {}

  boolean suspends(int round) {
    return (round + 1) % suspension.every() == 0;
  }

  /// How old the first line is: as much as its time gains on the wall clock until the end.
  Duration lead() {
    return ROUND
        .multipliedBy(rounds)
        .plus(suspension.length().multipliedBy(rounds / suspension.every()))
        .plus(START)
        .multipliedBy(speed - 1L);
  }
}
