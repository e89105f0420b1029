// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.job.HabitPattern.DayRule;
import io.stillwatch.core.job.RotationRule;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DueTimesTest {
  private static Schedule every(HabitPattern pattern, Duration period) {
    return new Schedule.Habit(pattern, Sample.UTC, 1, 10, period);
  }

  private static Instant time(String at) {
    return Instant.parse("2026-01-" + at + "Z");
  }

  private static JobState job(Schedule schedule, String... runs) {
    var job = JobState.found(Sample.line("a", schedule), time("05T00:00:00"));
    for (var run : runs) job = Sample.ran(job, time(run));
    return job;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          never run: a period after it was found            |                   | 05T00:00:00 | 12T00:00:00
          a period after the minute of the last run         | 06T03:10:20       | 06T03:10:20 | 13T03:10:00
          a run before the limit is due there and then      | 06T03:10:20 12T01:00:20 | 06T03:10:20 | 12T01:00:00
          a run at the limit is judged by the limit         | 06T03:10:20 13T03:10:20 | 06T03:10:20 | 13T03:10:00
          a run after the limit does not move it            | 06T03:10:20 15T03:10:20 | 06T03:10:20 | 13T03:10:00
          a miss is followed by the next period             | 06T03:10:20       | 13T03:10:20 | 20T03:10:00
          a run in the minute that is settled counts itself | 06T03:10:20 06T03:10:50 | 06T03:10:20 | 06T03:10:50
          """)
  void schedules_that_count_from_the_last_run_are_a_limit(
      String what, String runs, String settled, String due) {
    var weekly = new Schedule.SinceLast(Duration.ofDays(7), "weekly");
    var job = runs == null ? job(weekly) : job(weekly, runs.split(" ", -1));
    assertThat(DueTimes.next(job, time(settled))).contains(time(due));
  }

  @Test
  void a_crontab_line_is_due_whenever_it_ran() {
    var job = job(Sample.daily(), "06T02:30:01", "06T14:00:00");
    assertThat(DueTimes.next(job, time("06T02:30:00"))).contains(time("07T02:30:00"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          by size: not due while it is small           | 1000 | 0    | 900   |
          by size: due at the next run once too large  | 1000 | 0    | 1100  | 06T02:30:00
          maxsize: due before the calendar             | 0    | 1000 | 1100  | 06T02:30:00
          maxsize: the calendar while it is small      | 0    | 1000 | 900   | 12T02:30:00
          """)
  void rotations_by_size_are_due_once_the_log_is_too_large(
      String what, long size, long max, long bytes, String due) {
    var frequency = size > 0 ? Frequency.SIZE : Frequency.WEEKLY;
    var rule = new RotationRule(frequency, size, 0, max, "rule");
    var job =
        JobState.found(Sample.rotation("r", rule, Sample.daily()), time("05T00:00:00"))
            .withSize(new SizeSample(time("05T12:00:00"), bytes, bytes, 1));
    assertThat(DueTimes.next(job, time("05T03:00:00")))
        .isEqualTo(Optional.ofNullable(due).map(DueTimesTest::time));
  }

  @Test
  void a_log_that_is_still_too_large_is_due_at_each_run() {
    var rule = new RotationRule(Frequency.SIZE, 1_000, 0, 0, "size 1000");
    var job =
        JobState.found(Sample.rotation("r", rule, Sample.daily()), time("05T00:00:00"))
            .withSize(new SizeSample(time("05T12:00:00"), 2_000, 2_000, 1));
    assertThat(DueTimes.next(job, time("06T02:30:00"))).contains(time("07T02:30:00"));
  }

  @Test
  void a_size_before_the_last_rotation_does_not_count() {
    var rule = new RotationRule(Frequency.SIZE, 1_000, 0, 0, "size 1000");
    var job =
        JobState.found(Sample.rotation("r", rule, Sample.daily()), time("05T00:00:00"))
            .withSize(new SizeSample(time("05T12:00:00"), 2_000, 2_000, 1));
    assertThat(DueTimes.next(Sample.ran(job, time("06T02:30:05")), time("06T02:30:05"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("earliness")
  void a_run_may_be_so_early(String what, Schedule schedule, Duration early) {
    assertThat(DueTimes.earliness(schedule)).isEqualTo(early);
  }

  static List<Arguments> earliness() {
    var day = Duration.ofDays(1);
    var daily = new HabitPattern.Days(LocalTime.NOON, DayRule.onDays(Set.of(1)));
    var hours = new HabitPattern.Hours(new BitSet(), new BitSet());
    return List.of(
        arguments("cron by a minute", Sample.daily(), Duration.ofMinutes(1)),
        arguments("a habit of days by two hours", every(daily, day), Duration.ofHours(2)),
        arguments(
            "a habit of hours by a quarter",
            every(hours, Duration.ofHours(1)),
            Duration.ofMinutes(15)),
        arguments(
            "a habit of minutes by seconds",
            every(hours, Duration.ofMinutes(1)),
            Duration.ofSeconds(15)),
        arguments(
            "a distance by two minutes",
            new Schedule.SinceLast(day, "daily"),
            Duration.ofMinutes(2)),
        arguments(
            "a job that is being learned not at all", new Schedule.Learning(1, 3), Duration.ZERO));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          on time                                  | 06T02:30:01 | 06T02:30:00
          hours late                               | 06T20:00:00 | 06T02:30:00
          the clock of cron is seconds early       | 06T02:29:30 | 06T02:30:00
          minutes early is late for the day before | 06T02:20:00 | 05T02:30:00
          """)
  void a_run_belongs_to_the_last_due_time_before_it(String what, String run, String due) {
    assertThat(DueTimes.of(job(Sample.daily()), time(run))).contains(time(due));
  }

  @Test
  void a_run_of_a_job_without_due_times_belongs_to_none() {
    assertThat(DueTimes.of(job(new Schedule.Learning(1, 3)), time("06T02:30:00"))).isEmpty();
    assertThat(DueTimes.of(job(new Schedule.Never("@reboot")), time("06T02:30:00"))).isEmpty();
  }
}
