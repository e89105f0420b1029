// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// At which instants a job is due, given what was seen of it.
///
/// A schedule that counts from the last run is a limit: a run before it is due there and then, so
/// that `weekly` is kept after six days as after seven. A rotation by size is due at the first
/// opportunity after the log was seen to be too large.
final class DueTimes {
  private static final Duration CRON_EARLY = Duration.ofMinutes(1);
  private static final Duration ROTATION_EARLY = Duration.ofMinutes(2);
  private static final Duration HABIT_EARLY = Duration.ofHours(2);

  private DueTimes() {}

  /// The first due time after an instant up to which all is judged.
  static Optional<Instant> next(JobState job, Instant after) {
    var schedule = job.job().schedule();
    if (!schedule.countsFromLastRun()) return schedule.nextAfter(after, after);
    var last = job.lastRunBefore(after.plusMillis(1));
    var limit = limit(job, schedule, last, after);
    var run = job.runs().higher(after);
    if (run.isPresent() && limit.filter(due -> !run.get().isBefore(due)).isEmpty()) {
      var minute = run.get().truncatedTo(ChronoUnit.MINUTES);
      return Optional.of(minute.isAfter(after) ? minute : run.get());
    }
    return limit;
  }

  private static Optional<Instant> limit(
      JobState job, Schedule schedule, Instant last, Instant after) {
    if (!(schedule instanceof Schedule.Rotation rotation)) return schedule.nextAfter(after, last);
    var rule = rotation.rule();
    var byCalendar = rule.bySize() ? Optional.<Instant>empty() : schedule.nextAfter(after, last);
    if (rule.sizeAlone() == 0) return byCalendar;
    var bySize =
        job.sizes()
            .firstLarger(last, rule.sizeAlone())
            .map(sample -> Instants.later(sample.at(), after))
            .flatMap(from -> rotation.opportunity().nextAfter(from, last));
    if (byCalendar.isEmpty()) return bySize;
    return bySize.filter(due -> due.isBefore(byCalendar.get())).or(() -> byCalendar);
  }

  /// How much before its due time a run may come: cron is never early, a habit may be.
  static Duration earliness(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Cron _ -> CRON_EARLY;
      case Schedule.Habit habit ->
          habit.pattern() instanceof HabitPattern.Days
              ? HABIT_EARLY
              : Durations.shorter(habit.period().dividedBy(4), HABIT_EARLY);
      case Schedule.SinceLast _, Schedule.Rotation _ -> ROTATION_EARLY;
      case Schedule.Learning _, Schedule.Never _ -> Duration.ZERO;
    };
  }

  /// The due time that a run belongs to; empty where none comes so early.
  static Optional<Instant> of(JobState job, Instant run) {
    var schedule = job.job().schedule();
    if (schedule.countsFromLastRun()) return Optional.of(run.truncatedTo(ChronoUnit.MINUTES));
    if (!schedule.period().isPositive()) return Optional.empty();
    var latest = run.plus(earliness(schedule));
    var at = run.minus(schedule.period().multipliedBy(2));
    Optional<Instant> due = Optional.empty();
    while (true) {
      var next = schedule.nextAfter(at, at);
      if (next.isEmpty() || next.get().isAfter(latest)) return due;
      due = next;
      at = next.get();
    }
  }
}
