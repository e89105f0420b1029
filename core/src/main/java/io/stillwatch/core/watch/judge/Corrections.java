// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements;
import io.stillwatch.core.state.Judgements.Streak;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run that is reported late changes of the streak of its job. Pure.
///
/// 1. A good run at or after the last bad due time ends the streak.
/// 2. A good run before that leaves the bad due times after it.
/// 3. A run before the streak changes nothing.
/// 4. A bad run of a due time that was judged good makes a streak if it is the last one, or goes on
///    with the one that had ended there.
/// 5. A missed due time at which the host turns out to have been off or silent is unknown.
final class Corrections {
  private static final int MOST = 100_000;

  private Corrections() {}

  static Judgements apply(JobState job, Instant due, Verdict verdict) {
    var judgements = job.judgements();
    var streak = judgements.streak();
    if (verdict.bad()) {
      boolean newest = streak.none() && !due.isBefore(judgements.settledThrough());
      boolean known = !streak.none() && !due.isBefore(streak.firstMissed());
      return newest && !known
          ? Streaks.after(Streaks.resumed(judgements, due), due, verdict).withLast(verdict)
          : judgements;
    }
    if (streak.none() || due.isBefore(streak.firstMissed())) return judgements;
    if (!due.isBefore(streak.lastDue())) return Streaks.ended(judgements, due).withLast(verdict);
    return judgements.withStreak(after(job, streak, due));
  }

  /// What is excused of a streak: the due times, and what is left of it.
  record Excused(List<Instant> dues, Streak left) {}

  static Excused excuse(JobState job, Intervals away) {
    var streak = job.judgements().streak();
    var schedule = job.job().schedule();
    var excused = new ArrayList<Instant>();
    var left = new ArrayList<Instant>();
    Optional<Instant> due = Optional.of(streak.firstMissed());
    while (due.isPresent() && !due.get().isAfter(streak.lastDue()) && excused.size() < MOST) {
      (away.contains(due.get()) ? excused : left).add(due.get());
      due = schedule.nextAfter(due.get(), due.get());
    }
    if (left.isEmpty()) return new Excused(excused, Streak.NONE);
    return new Excused(
        excused,
        new Streak(
            left.getFirst(),
            left.getLast(),
            Math.min(left.size(), streak.missed()),
            streak.failed(),
            streak.how(),
            streak.failedAfterSeconds()));
  }

  private static Streak after(JobState job, Streak streak, Instant due) {
    var schedule = job.job().schedule();
    var first = schedule.nextAfter(due, due).orElse(streak.lastDue());
    int left = 1;
    var at = first;
    while (left < MOST && at.isBefore(streak.lastDue())) {
      var next = schedule.nextAfter(at, at);
      if (next.isEmpty()) break;
      at = next.get();
      left++;
    }
    int failed = Math.min(streak.failed(), left);
    return new Streak(
        first, streak.lastDue(), left - failed, failed, streak.how(), streak.failedAfterSeconds());
  }
}
