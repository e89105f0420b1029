// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One run without its texts: when it started, what became of it, how long it took and how many
/// bytes it wrote. Length and output are empty where they are not known.
public record RunFigures(
    Instant at, Run.Outcome outcome, Optional<Duration> took, Optional<Long> outputBytes) {
  /// Of a run of which only that is known.
  public static RunFigures of(Instant at, Run.Outcome outcome) {
    return new RunFigures(at, outcome, Optional.empty(), Optional.empty());
  }

  /// Whether it is known that it ended.
  public boolean ended() {
    return outcome != Run.Outcome.STARTED && outcome != Run.Outcome.OVERRUN;
  }

  /// When it ended, if that is known.
  public Optional<Instant> endedAt() {
    return took.map(at::plus);
  }
}
