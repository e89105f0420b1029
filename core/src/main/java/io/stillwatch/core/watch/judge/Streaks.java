// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.Judgements;
import io.stillwatch.core.state.Judgements.PastStreak;
import io.stillwatch.core.state.Judgements.Streak;
import java.time.Instant;
import java.util.ArrayList;

/// Counts bad runs in a row. Pure.
///
/// 1. A good run ends the streak.
/// 2. A bad run begins or continues it; a missed one counts apart from a failed one.
/// 3. Unknown and learning change nothing: a streak goes on through what we could not see.
final class Streaks {
  private static final int REMEMBERED = 8;

  private Streaks() {}

  static Judgements after(Judgements before, Instant due, Verdict verdict) {
    return switch (verdict) {
      case Verdict.OnTime _, Verdict.Late _ -> ended(before, due);
      case Verdict.Missed _ -> before.withStreak(with(before.streak(), due, true, ""));
      case Verdict.Failed(_, var how) -> before.withStreak(with(before.streak(), due, false, how));
      case Verdict.Overrun _ ->
          before.withStreak(with(before.streak(), due, false, "did not end in time"));
      case Verdict.TooShort _ ->
          before.withStreak(with(before.streak(), due, false, "ended too soon"));
      case Verdict.Unknown _, Verdict.Learning _ -> before;
    };
  }

  /// The streak is over; how long it was tells what the job is used to.
  static Judgements ended(Judgements before, Instant due) {
    var streak = before.streak();
    if (streak.none()) return before;
    var recovered = new ArrayList<>(before.recovered());
    recovered.add(new PastStreak(due, streak));
    if (recovered.size() > REMEMBERED) recovered.removeFirst();
    return before.withStreak(Streak.NONE).withRecovered(recovered);
  }

  /// The streak that ended at a due time goes on after all.
  static Judgements resumed(Judgements before, Instant due) {
    var recovered = before.recovered();
    if (recovered.isEmpty() || !recovered.getLast().ended().equals(due)) return before;
    var streak = recovered.getLast().streak();
    long delay = Math.max(streak.failedAfterSeconds(), before.streak().failedAfterSeconds());
    return before
        .withStreak(streak.failedAfter(delay))
        .withRecovered(recovered.subList(0, recovered.size() - 1));
  }

  private static Streak with(Streak streak, Instant due, boolean missed, String how) {
    return new Streak(
        streak.none() ? due : streak.firstMissed(),
        due,
        streak.missed() + (missed ? 1 : 0),
        streak.failed() + (missed ? 0 : 1),
        missed ? streak.how() : how,
        streak.failedAfterSeconds());
  }
}
