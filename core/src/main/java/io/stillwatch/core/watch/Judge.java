// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says of each due time whether the job ran. Pure but for noting its verdicts in the track.
///
/// Three-valued: a due time is judged only past the point up to which our evidence is complete;
/// where we could not look the verdict is unknown, and waits to be mended by evidence that comes
/// late.
final class Judge {
  private static final Duration LOOK_BACK = Duration.ofDays(2);
  private static final Duration PATIENCE = Duration.ofHours(6);

  private Judge() {}

  /// `lost` is why the job cannot work although it is started, empty if nothing is known against
  /// it.
  static List<JudgedRun> judge(
      JobTrack track,
      Optional<JobTrack> driver,
      Coverage coverage,
      Optional<String> lost,
      Instant now) {
    var changed = new ArrayList<JudgedRun>();
    var allSettled = true;
    for (var due : DueTimes.of(track, driver, judgeFrom(track), now)) {
      if (!settled(track, due)) {
        verdict(track, coverage, lost, due, now)
            .map(verdict -> new JudgedRun(track.job().id(), due, verdict, now))
            .filter(track::judge)
            .ifPresent(changed::add);
      }
      allSettled &= settled(track, due);
      if (allSettled) track.settledUntil(due);
    }
    return changed;
  }

  private static Instant judgeFrom(JobTrack track) {
    var settled = track.settledUntil();
    if (track.verdicts().isEmpty()) return settled;
    var twoPeriods = track.job().schedule().period().multipliedBy(2);
    var back = twoPeriods.compareTo(LOOK_BACK) > 0 ? twoPeriods : LOOK_BACK;
    var from = track.verdicts().lastKey().minus(back);
    return from.isBefore(settled) ? settled : from;
  }

  private static boolean settled(JobTrack track, Instant due) {
    var judged = track.verdicts().get(due);
    return judged != null
        && switch (judged.verdict()) {
          case Verdict.OnTime _, Verdict.Late _, Verdict.Failed _, Verdict.Overrun _ -> true;
          case Verdict.Missed _, Verdict.Unknown _, Verdict.Learning _ -> false;
        };
  }

  private static Optional<Verdict> verdict(
      JobTrack track, Coverage coverage, Optional<String> lost, Instant due, Instant now) {
    var schedule = track.job().schedule();
    var early = earliness(schedule);
    var deadline = due.plus(Grace.of(schedule, track.lateness(), due));
    var run = track.runs().ceiling(due.minus(early));
    if (run != null && !run.isAfter(deadline)) {
      var ranAt = run;
      return Optional.of(
          lost.<Verdict>map(how -> new Verdict.Failed(ranAt, how))
              .orElseGet(() -> new Verdict.OnTime(ranAt)));
    }
    if (coverage.completeUntil().isBefore(deadline)) {
      if (now.isBefore(deadline.plus(patience(schedule)))) return Optional.empty();
      return Optional.of(new Verdict.Unknown(Duration.between(coverage.completeUntil(), now)));
    }
    if (run != null && lateFor(schedule, due, run, early)) {
      return Optional.of(new Verdict.Late(run, Duration.between(due, run)));
    }
    if (coverage.blindBetween(due, deadline)) {
      return Optional.of(new Verdict.Unknown(Duration.between(due, now)));
    }
    return nothingToRotate(track, deadline) ? Optional.empty() : Optional.of(new Verdict.Missed());
  }

  /// cron is never early; a habit and a rotation that is seen by its file times may be.
  private static Duration earliness(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Cron _ -> Duration.ofMinutes(1);
      case Schedule.Habit habit -> least(habit.period().dividedBy(2), Duration.ofHours(2));
      case Schedule.SinceLast _, Schedule.WhenLarger _ -> Duration.ofMinutes(2);
      case Schedule.Learning _, Schedule.Never _ -> Duration.ZERO;
    };
  }

  private static Duration patience(Schedule schedule) {
    return least(PATIENCE, schedule.period());
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static boolean lateFor(Schedule schedule, Instant due, Instant run, Duration early) {
    return schedule
        .nextAfter(due, due)
        .map(next -> run.isBefore(next.minus(early)))
        .orElse(run.isBefore(due.plus(schedule.period())));
  }

  /// An empty log is not rotated (`notifempty`), and nobody misses it.
  private static boolean nothingToRotate(JobTrack track, Instant deadline) {
    if (track.job().kind() == JobKind.CRON) return false;
    var after = track.sizes().ceilingEntry(deadline);
    return after != null && after.getValue().activeBytes() == 0 && after.getValue().files() > 0;
  }
}
