// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.stillwatch.core.job.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HabitLearnerTest {
  private static final ZonedDateTime MONDAY =
      ZonedDateTime.of(2026, 1, 5, 0, 0, 0, 0, ZoneOffset.UTC);

  @Test
  void two_runs_are_no_habit() {
    assertThat(learn(runs(2, 6, 25, _ -> true))).isInstanceOf(Schedule.Learning.class);
  }

  @Test
  void ten_days_make_a_daily_habit_with_its_usual_minute() {
    var habit = learn(runs(10, 6, 25, _ -> true));
    assertThat(habit)
        .asInstanceOf(type(Schedule.Habit.class))
        .satisfies(h -> {
          assertThat(h.period()).isEqualTo(Duration.ofDays(1));
          assertThat(h.nextAfter(MONDAY.plusDays(10).toInstant(), Instant.EPOCH))
              .contains(MONDAY.plusDays(10).withHour(6).withMinute(25).toInstant());
        });
  }

  @Test
  void a_day_that_was_missed_once_in_a_month_is_still_expected() {
    var runs = runs(28, 6, 25, _ -> true);
    runs.remove(MONDAY.plusDays(9).withHour(6).withMinute(25).toInstant());
    assertThat(learn(runs).period()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void weekends_off_are_a_habit_after_three_weeks() {
    var habit =
        learn(
            runs(28, 2, 30, day -> day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue()));
    var saturday = MONDAY.plusDays(33);
    assertThat(habit.nextAfter(saturday.toInstant(), Instant.EPOCH))
        .contains(MONDAY.plusDays(35).withHour(2).withMinute(30).toInstant());
  }

  @Test
  void an_hourly_job_that_pauses_at_one_hour_is_not_expected_then() {
    var runs = new TreeSet<Instant>();
    for (int hour = 0; hour < 14 * 24; hour++) {
      if (hour % 24 != 6) runs.add(MONDAY.plusHours(hour).plusMinutes(17).toInstant());
    }
    var habit = learn(runs);
    assertThat(
            habit.nextAfter(
                MONDAY.plusDays(20).withHour(5).withMinute(30).toInstant(), Instant.EPOCH))
        .contains(MONDAY.plusDays(20).withHour(7).withMinute(17).toInstant());
  }

  @Test
  void a_job_on_the_edge_of_the_hour_keeps_one_slot() {
    var runs = new TreeSet<Instant>();
    for (int day = 0; day < 20; day++) {
      runs.add(MONDAY.plusDays(day).withHour(3).toInstant().plusSeconds(day % 2 == 0 ? 40 : -40));
    }
    assertThat(learn(runs).period()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void a_habit_is_kept_in_the_zone_of_the_host_over_a_clock_change() {
    var berlin = ZoneId.of("Europe/Berlin");
    var runs = new TreeSet<Instant>();
    for (int day = 0; day < 40; day++) {
      runs.add(ZonedDateTime.of(2026, 3, 1, 4, 30, 0, 0, berlin).plusDays(day).toInstant());
    }
    var habit = HabitLearner.learn(runs, runs.first(), berlin);
    var april = ZonedDateTime.of(2026, 4, 20, 0, 0, 0, 0, berlin);
    assertThat(habit.nextAfter(april.toInstant(), Instant.EPOCH))
        .contains(april.withHour(4).withMinute(30).toInstant());
  }

  @Test
  void runs_without_any_rhythm_are_never_expected() {
    var runs = new TreeSet<Instant>();
    for (int n = 0; n < 40; n++) runs.add(MONDAY.toInstant().plus(Duration.ofMinutes(n * n * 37L)));
    assertThat(learn(runs).nextAfter(MONDAY.plusDays(60).toInstant(), Instant.EPOCH))
        .isEqualTo(Optional.empty());
  }

  private static Schedule learn(NavigableSet<Instant> runs) {
    return HabitLearner.learn(runs, MONDAY.toInstant(), ZoneOffset.UTC);
  }

  private static TreeSet<Instant> runs(
      int days, int hour, int minute, Predicate<ZonedDateTime> on) {
    var runs = new TreeSet<Instant>();
    for (int day = 0; day < days; day++) {
      var at = MONDAY.plusDays(day).withHour(hour).withMinute(minute);
      if (on.test(at)) runs.add(at.toInstant());
    }
    return runs;
  }
}
