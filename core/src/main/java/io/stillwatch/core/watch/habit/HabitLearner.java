// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.habit;

import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Learns when a job is due from its past runs, with the share of occasions that it kept.
///
/// Only the past up to the last run counts, and stoppages and blind spans are left out: a stop
/// never becomes normal. Jobs that run more often than twice a day are learned by hours of the
/// week, others by days, or by hours if they keep no single time of day; what keeps neither may
/// still keep a distance.
public final class HabitLearner {
  private static final int RUNS_NEEDED = 3;
  private static final Duration SUB_DAILY = Duration.ofHours(12);
  private static final double STEADY = 1.6;
  private static final int GAPS_FOR_DISTANCE = 8;
  private static final int IRREGULAR_AFTER = 30;
  private static final Duration SAME_TIME = Duration.ofMinutes(10);

  private HabitLearner() {}

  /// The schedule of a job that is not configured, as far as its past shows one.
  public static Schedule learn(JobState job, List<Intervals> ignored, ZoneId zone) {
    var seen = job.runs().outside(job.lifecycle().excluded());
    int runs = seen.size();
    if (runs < RUNS_NEEDED) return new Schedule.Learning(runs, RUNS_NEEDED);
    var observed = new Observed(seen, job.habit(), ignored, zone);
    var gaps = observed.gaps();
    if (gaps.size() < RUNS_NEEDED - 1) return new Schedule.Learning(runs, runs + 1);
    var usual = gaps.stream().sorted().toList().get(gaps.size() / 2);
    var habit =
        usual.compareTo(SUB_DAILY) < 0
            ? HourHabit.learn(observed, usual)
            : DayHabit.learn(observed, usual).or(() -> HourHabit.learn(observed, usual));
    var before = job.job().schedule();
    return habit
        .or(() -> stillKept(observed, before))
        .or(() -> distance(gaps, usual, zone))
        .map(found -> asBefore(before, found))
        .orElseGet(() -> none(runs));
  }

  /// Further runs, at other times, do not end a habit whose days are kept: they are too many.
  private static Optional<Schedule> stillKept(Observed observed, Schedule before) {
    return before instanceof Schedule.Habit habit
            && habit.pattern() instanceof HabitPattern.Days days
            && DayHabit.keeps(observed, days)
        ? Optional.of(before)
        : Optional.empty();
  }

  private static Schedule none(int runs) {
    return runs < IRREGULAR_AFTER
        ? new Schedule.Learning(runs, runs + 1)
        : new Schedule.Never("no regular habit in " + runs + " runs");
  }

  /// A job that keeps no time of day may still come again within a steady distance.
  ///
  /// The longest of a few distances is soon exceeded by one of the same kind: half of what lies
  /// between the shortest and the longest is allowed beyond it.
  private static Optional<Schedule> distance(List<Duration> gaps, Duration usual, ZoneId zone) {
    if (gaps.size() < GAPS_FOR_DISTANCE) return Optional.empty();
    var sorted = gaps.stream().sorted().toList();
    var most = sorted.get(Math.min(sorted.size() - 1, sorted.size() * 19 / 20));
    if (most.toSeconds() > usual.toSeconds() * STEADY) return Optional.empty();
    long kept = gaps.stream().filter(gap -> gap.compareTo(most) <= 0).count();
    var longest = most.plus(most.minus(sorted.get(sorted.size() / 20)).dividedBy(2));
    var period = longest.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    return Optional.of(
        new Schedule.Habit(
            new HabitPattern.Every(period),
            zone,
            (double) kept / gaps.size(),
            gaps.size() + 1,
            period));
  }

  /// A median that wanders by a few minutes is the same habit: its due times must not wander.
  private static Schedule asBefore(Schedule before, Schedule found) {
    if (!(before instanceof Schedule.Habit old) || !(found instanceof Schedule.Habit now))
      return found;
    return same(old.pattern(), now.pattern()) ? old : found;
  }

  private static boolean same(HabitPattern one, HabitPattern other) {
    return switch (one) {
      case HabitPattern.Days(var time, var days) ->
          other instanceof HabitPattern.Days(var otherTime, var otherDays)
              && days.equals(otherDays)
              && Duration.between(time, otherTime).abs().compareTo(SAME_TIME) <= 0;
      case HabitPattern.Hours hours -> hours.equals(other);
      case HabitPattern.Every(var period) ->
          other instanceof HabitPattern.Every(var otherPeriod)
              && period.minus(otherPeriod).abs().multipliedBy(10).compareTo(period) <= 0;
    };
  }
}
