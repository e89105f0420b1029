// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Everything that decides what became of one due time.
///
/// `run` is the first run that may belong to it. `watermark` is up to when the evidence of the job
/// is complete. `lost` is why a run cannot do its work; `unseen` why a missing run may not be
/// called missed; `idle` says that there was nothing to do.
record Occasion(
    Instant due,
    Instant deadline,
    Instant nextDue,
    Optional<SeenRun> run,
    Instant watermark,
    Optional<String> lost,
    Unseen unseen,
    boolean idle) {
  /// A run, and until when a failure of it may still be reported; `length` is how long it took, or
  /// may have taken, if that is what is wrong with it.
  record SeenRun(
      Instant at, Run.Outcome outcome, String detail, Duration length, Instant believedAt) {}

  /// Why nothing can be said of a due time without a run: not at all, or not yet.
  record Unseen(Optional<Verdict.Why> why, boolean hold) {
    static final Unseen NO = new Unseen(Optional.empty(), false);
    static final Unseen HOLD = new Unseen(Optional.empty(), true);

    static Unseen because(Verdict.Why why) {
      return new Unseen(Optional.of(why), false);
    }
  }

  Duration lateness() {
    return run.map(seen -> Duration.between(due, seen.at())).orElse(Duration.ZERO);
  }

  boolean complete() {
    return !watermark.isBefore(deadline);
  }
}
