// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.core.job.HabitPattern.DayRule;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.testing.Sample;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which schedule is learned from which past. Monday is 5 January 2026.
class HabitLearnerTest {
  private static final Instant MONDAY = Sample.MONDAY;

  @ParameterizedTest(name = "{0}")
  @MethodSource("habits")
  void a_habit_is_learned(String words, Duration period, Past past) {
    var schedule = past.learn();
    assertThat(schedule.inWords()).isEqualTo(words);
    assertThat(schedule.period()).isEqualTo(period);
    assertThat(schedule)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Schedule.Habit.class))
        .satisfies(habit -> {
          assertThat(habit.confidence()).isBetween(0.85, 1.0);
          assertThat(habit.observations()).isGreaterThanOrEqualTo(3);
        });
  }

  static List<Arguments> habits() {
    return List.of(
        habit("every 1 min UTC", Duration.ofMinutes(1), Past.every(1, 9 * 24 * 60, 0)),
        habit("every 5 min UTC", Duration.ofMinutes(5), Past.every(5, 9 * 24 * 12, 0)),
        habit("every 15 min UTC", Duration.ofMinutes(15), Past.every(15, 9 * 96, 0)),
        habit("at minute 17 of each hour UTC", Duration.ofHours(1), Past.every(60, 9 * 24, 17)),
        habit("daily at 02:30 UTC", Duration.ofDays(1), Past.days(10, 2, 30, _ -> true)),
        habit(
            "on Mon, Tue, Wed, Thu, Fri at 02:30 UTC",
            Duration.ofDays(1),
            Past.days(28, 2, 30, HabitLearnerTest::working)),
        habit(
            "weekly on Sun at 03:00 UTC",
            Duration.ofDays(7),
            Past.days(60, 3, 0, day -> day.getDayOfWeek() == DayOfWeek.SUNDAY)),
        habit(
            "monthly on number 2, Tue at 04:00 UTC",
            Duration.ofDays(28),
            Past.days(400, 4, 0, day -> DayRule.onNth(2, DayOfWeek.TUESDAY).matches(day))),
        habit(
            "monthly on the last Fri at 04:00 UTC",
            Duration.ofDays(28),
            Past.days(400, 4, 0, day -> DayRule.onNth(-1, DayOfWeek.FRIDAY).matches(day))),
        habit(
            "monthly on day 1 at 05:00 UTC",
            Duration.ofDays(30),
            Past.days(200, 5, 0, day -> day.getDayOfMonth() == 1)),
        habit(
            "monthly on the last day at 23:00 UTC",
            Duration.ofDays(31),
            Past.days(300, 23, 0, day -> DayRule.fromEnd(day) == -1)),
        habit(
            "monthly on day 1, day 15 at 05:00 UTC",
            Duration.ofDays(14),
            Past.days(200, 5, 0, day -> day.getDayOfMonth() == 1 || day.getDayOfMonth() == 15)),
        habit(
            "yearly on day 1 of month 3 at 06:00 UTC",
            Duration.ofDays(366),
            Past.days(3 * 366, 6, 0, day -> DayRule.yearly(3, 1).matches(day))));
  }

  @ParameterizedTest(name = "every {0} min without each run number {1}: {2}")
  @CsvSource({
    "5, 9, every 5 min", // the misses come round to the same four minutes
    "5, 7, every 5 min",
    "10, 9, every 10 min",
    "15, 9, every 15 min",
  })
  void a_miss_that_comes_round_is_not_a_rest(int minutes, int number, String words) {
    var past = Past.of();
    for (int i = 1; i < 12 * 24 * 60 / minutes; i++)
      if (i % number != 0) past.add(MONDAY.plus(Duration.ofMinutes((long) minutes * i)));
    assertThat(past.learn().inWords()).isEqualTo(words + " UTC, learned from past runs");
  }

  @Test
  void an_hour_whose_run_is_late_every_fifth_day_is_due_all_the_same() {
    var past = Past.of();
    for (int i = 0; i < 42 * 4; i++) {
      var at = MONDAY.plus(Duration.ofHours(6L * i + 1)).plus(Duration.ofMinutes(11));
      past.add(i % 20 == 1 || i % 20 == 11 ? at.plus(Duration.ofMinutes(72)) : at);
    }
    var schedule = past.learn();
    var at = Sample.day(43);
    for (int hour : List.of(1, 7, 13, 19)) {
      at = schedule.nextAfter(at, at).orElseThrow();
      assertThat(at).isEqualTo(Sample.day(43).plus(Duration.ofHours(hour)).plusSeconds(11 * 60));
    }
  }

  @ParameterizedTest(name = "{0}, {1} and {2} o'clock")
  @CsvSource({
    "'daily at 03:20 and 13:20 UTC, learned from past runs', 3, 13", // 10 and 14 hours apart
    "'daily at 03:20 and 15:20 UTC, learned from past runs', 3, 15",
    "'daily at 08:20 and 12:20 UTC, learned from past runs', 8, 12",
    "'daily at 00:20 and 23:20 UTC, learned from past runs', 0, 23",
  })
  void a_job_of_two_hours_a_day_is_due_at_both(String words, int one, int other) {
    var past = Past.of();
    for (int day = 0; day < 40; day++)
      for (int hour : List.of(one, other))
        past.add(Sample.day(day).plus(Duration.ofHours(hour)).plusSeconds(20 * 60 + day % 7));
    assertThat(past.learn().inWords()).isEqualTo(words);
  }

  @ParameterizedTest(name = "at minute {1} in {0}")
  @CsvSource({
    "Asia/Kolkata, 15",
    "Asia/Kolkata, 45",
    "Asia/Kathmandu, 5",
    "Australia/Adelaide, 20",
    "America/St_Johns, 40",
    "Pacific/Chatham, 50",
    "UTC, 15",
  })
  void hours_are_those_of_the_host_where_its_zone_is_not_a_whole_hour_away(
      ZoneId zone, int minute) {
    var past = Past.of().in(zone);
    var first = LocalDate.of(2026, 1, 5).atTime(2, minute);
    for (int i = 0; i < 28 * 4; i++) past.add(first.plusHours(6L * i).atZone(zone).toInstant());
    var due = past.learn().nextAfter(past.last(), past.last()).orElseThrow();
    assertThat(due.atZone(zone).toLocalTime()).isEqualTo(LocalTime.of(2, minute));
  }

  @Test
  void an_hourly_job_is_learned_where_the_clock_is_set_by_half_an_hour() {
    var zone = ZoneId.of("Australia/Lord_Howe"); // back on 5 April 2026 at 02:00
    var past = Past.of().in(zone);
    var first = LocalDate.of(2026, 3, 16).atTime(0, 10).atZone(zone).toInstant();
    for (int i = 0; i < 24 * 28; i++) past.add(first.plus(Duration.ofHours(i)));
    assertThat(past.learn().inWords()).endsWith("learned from past runs");
    var before = LocalDate.of(2026, 4, 5).atTime(1, 40).atZone(zone).toInstant();
    assertThat(past.learn().nextAfter(before, before).orElseThrow())
        .isBefore(before.plus(Duration.ofHours(2)));
  }

  @Test
  void hours_of_the_week_that_hold_a_few_of_the_runs_are_no_habit() {
    var random = new SplittableRandom(1);
    var past = Past.of();
    for (int i = 0; i < 12 * 28; i++)
      past.add(
          MONDAY.plus(Duration.ofHours(2L * i + 1)).plusSeconds(53 * 60 + random.nextInt(900)));
    var schedule = past.learn();
    assertThat(schedule.inWords()).startsWith("every 2 h");
    var last = past.last();
    assertThat(Duration.between(last, schedule.nextAfter(last, last).orElseThrow()))
        .isBetween(Duration.ofHours(2), Duration.ofMinutes(145));
  }

  @Test
  void a_job_of_a_few_hours_of_working_days_is_told_by_both() {
    var past = Past.of();
    for (int day = 0; day < 40; day++)
      if (day % 7 < 5)
        for (int hour : List.of(9, 13, 17)) past.add(Sample.day(day).plus(Duration.ofHours(hour)));
    assertThat(past.learn().inWords())
        .isEqualTo(
            "on Mon, Tue, Wed, Thu, Fri at 09:00, 13:00 and 17:00 UTC, learned from past runs");
  }

  @Test
  void a_job_of_the_first_half_of_each_hour_is_not_due_in_the_second() {
    var past = Past.of();
    for (int i = 0; i < 12 * 24 * 12; i++)
      if (i % 12 < 6) past.add(MONDAY.plus(Duration.ofMinutes(5L * i)));
    assertThat(past.learn().nextAfter(Sample.day(12).plusSeconds(26 * 60), Sample.day(12)))
        .contains(Sample.day(12).plusSeconds(3_600));
  }

  private static boolean working(LocalDate day) {
    return day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue();
  }

  private static Arguments habit(String words, Duration period, Past past) {
    return arguments(words + ", learned from past runs", period, past);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nothingToExpect")
  void nothing_is_expected(String what, Past past) {
    assertThat(past.learn().nextAfter(Sample.day(900), Sample.day(899))).isEmpty();
  }

  static List<Arguments> nothingToExpect() {
    var random = new Random(7);
    var atRandom = Past.of();
    for (int i = 0; i < 60; i++)
      atRandom.add(MONDAY.plusSeconds(i * 86_400L + random.nextInt(86_400)));
    var often = Past.of();
    for (int i = 0; i < 400; i++)
      often.add(MONDAY.plusSeconds((long) (random.nextDouble() * 40 * 86_400)));
    var square = Past.of();
    for (int n = 0; n < 40; n++) square.add(MONDAY.plus(Duration.ofMinutes(n * n * 37L)));
    return List.of(
        arguments("of one run", Past.days(1, 2, 30, _ -> true)),
        arguments("of two runs", Past.days(2, 2, 30, _ -> true)),
        arguments("of a run a day at random hours", atRandom),
        arguments("of ten runs a day at random times", often),
        arguments("of runs that become rarer", square));
  }

  @Test
  void the_first_weekend_of_an_hourly_job_of_working_days_is_not_expected() {
    var past = Past.of();
    for (int hour = 0; hour < 5 * 24; hour++)
      past.add(Sample.day(0).plusSeconds(hour * 3600L + 17 * 60));
    assertThat(past.learn().nextAfter(Sample.day(4.99), MONDAY))
        .contains(Sample.day(7).plusSeconds(17 * 60));
  }

  @Test
  void after_the_first_weekend_off_an_hourly_job_stays_one_of_working_days() {
    var past = Past.of();
    for (int day = 0; day < 12; day++)
      for (int hour = 0; hour < 24; hour++)
        if (day % 7 < 5) past.add(Sample.day(day).plusSeconds(hour * 3600L + 17 * 60));
    assertThat(past.learn().nextAfter(Sample.day(11.99), MONDAY))
        .contains(Sample.day(14).plusSeconds(17 * 60));
    assertThat(past.learn().inWords())
        .isEqualTo("at minute 17, 120 hours a week UTC, learned from past runs");
  }

  @Test
  void an_hourly_job_of_all_days_is_expected_at_weekends_after_the_first_one() {
    var past = Past.every(60, 8 * 24, 17);
    assertThat(past.learn().nextAfter(Sample.day(12), MONDAY))
        .contains(Sample.day(12).plusSeconds(17 * 60));
  }

  @ParameterizedTest(name = "each six hours from {0}:05")
  @ValueSource(ints = {0, 1, 3})
  void a_job_each_six_hours_is_due_at_its_four_hours(int first) {
    var past = Past.of();
    for (int i = 0; i < 60; i++) past.add(MONDAY.plusSeconds((first + 6L * i) * 3600 + 300));
    var next = past.learn().nextAfter(Sample.day(20), Sample.day(20));
    assertThat(next).contains(Sample.day(20).plusSeconds(first * 3600L + 300));
    assertThat(past.learn().period()).isEqualTo(Duration.ofHours(6));
  }

  @ParameterizedTest(name = "each {0} days")
  @ValueSource(ints = {6, 8})
  void a_week_of_six_or_eight_days_is_kept_as_a_distance(int days) {
    var past = Past.of();
    for (int i = 0; i < 12; i++) past.add(Sample.day(i * days).plusSeconds(3 * 3600));
    var last = Sample.day(11 * days).plusSeconds(3 * 3600);
    var next = past.learn().nextAfter(last, last);
    assertThat(next.orElseThrow())
        .isBetween(
            last.plus(Duration.ofDays(days)), last.plus(Duration.ofDays(days)).plusSeconds(3600));
  }

  @Test
  void distances_that_vary_are_allowed_to_exceed_the_longest_that_was_seen() {
    int tooLong = 0;
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var past = Past.of();
      var last = Instant.EPOCH;
      for (int month = 0; month < 15; month++) {
        last = monthly(month, random);
        past.add(last);
      }
      var due = past.learn().nextAfter(last, last);
      if (due.isPresent() && monthly(15, random).isAfter(due.get())) tooLong++;
    }
    assertThat(tooLong).isLessThanOrEqualTo(3); // of 300: a month in eight years
  }

  private static Instant monthly(int month, Random random) {
    var first = LocalDate.of(2025, 1, 1).plusMonths(month).atStartOfDay(Sample.UTC).toInstant();
    return first.plusSeconds(random.nextInt(4 * 24 * 3600));
  }

  @Test
  void a_stoppage_in_the_middle_does_not_change_the_habit() {
    var past = Past.of();
    for (int day = 0; day < 80; day++)
      if (day < 20 || day >= 60) past.add(Sample.day(day).plusSeconds(9_000));
    past.ignored(new Interval(Sample.day(19.2), Sample.day(60)));
    assertThat(past.learn().inWords()).isEqualTo("daily at 02:30 UTC, learned from past runs");
    assertThat(((Schedule.Habit) past.learn()).confidence()).isEqualTo(1);
  }

  @Test
  void a_stoppage_of_an_hourly_job_does_not_change_the_habit() {
    var past = Past.of();
    for (int hour = 0; hour < 60 * 24; hour++)
      if (hour < 20 * 24 || hour >= 50 * 24) past.add(MONDAY.plusSeconds(hour * 3600L + 17 * 60));
    past.ignored(new Interval(Sample.day(19.99), Sample.day(50)));
    assertThat(past.learn().inWords())
        .isEqualTo("at minute 17 of each hour UTC, learned from past runs");
  }

  @Test
  void a_host_that_is_off_at_night_keeps_its_hours() {
    var past = Past.of();
    for (int day = 0; day < 28; day++)
      for (int hour = 7; hour < 20; hour++)
        past.add(Sample.day(day).plusSeconds(hour * 3600L + 17 * 60));
    var schedule = past.learn();
    assertThat(schedule.nextAfter(Sample.day(28.9), MONDAY))
        .contains(Sample.day(29).plusSeconds(7 * 3600 + 17 * 60));
    for (int day = 0; day < 28; day++)
      past.ignored(
          new Interval(
              Sample.day(day).plusSeconds(20 * 3600), Sample.day(day + 1).plusSeconds(7 * 3600)));
    assertThat(past.learn().nextAfter(Sample.day(28.9), MONDAY))
        .contains(Sample.day(29).plusSeconds(7 * 3600 + 17 * 60));
  }

  @Test
  void a_day_that_was_missed_once_in_two_months_lowers_the_confidence() {
    var past = Past.days(60, 2, 30, day -> !day.equals(LocalDate.of(2026, 1, 14)));
    var habit = (Schedule.Habit) past.learn();
    assertThat(habit.inWords()).isEqualTo("daily at 02:30 UTC, learned from past runs");
    assertThat(habit.confidence()).isBetween(0.98, 0.99);
    assertThat(habit.observations()).isEqualTo(59);
  }

  @Test
  void further_runs_at_other_times_do_not_end_a_habit_whose_days_are_kept() {
    var past = Past.days(500, 5, 0, day -> day.getDayOfMonth() == 1);
    var monthly = past.learn();
    var last = past.last();
    for (int i = 1; i <= 12; i++) past.add(last.minus(Duration.ofHours(177L * i)));
    assertThat(past.learn()).isNotEqualTo(monthly);
    assertThat(past.learn(monthly)).isEqualTo(monthly);
  }

  @Test
  void a_habit_whose_days_are_not_kept_ends() {
    var past = Past.days(500, 5, 0, day -> day.getDayOfMonth() == 1);
    var monthly = past.learn();
    for (int i = 1; i <= 12; i++) past.add(past.last().plus(Duration.ofHours(740)));
    assertThat(past.learn(monthly)).isNotEqualTo(monthly);
  }

  @Test
  void a_median_that_wanders_by_minutes_is_the_same_habit() {
    var before = Past.days(10, 2, 30, _ -> true).learn();
    assertThat(Past.days(10, 2, 37, _ -> true).learn(before)).isSameAs(before);
    assertThat(Past.days(10, 2, 50, _ -> true).learn(before)).isNotEqualTo(before);
  }

  @Test
  void a_habit_is_kept_in_the_zone_of_the_host_over_a_clock_change() {
    var past = Past.of().in(Sample.BERLIN);
    for (int day = 0; day < 40; day++)
      past.add(ZonedDateTime.of(2026, 3, 1, 4, 30, 0, 0, Sample.BERLIN).plusDays(day).toInstant());
    var april = ZonedDateTime.of(2026, 4, 20, 0, 0, 0, 0, Sample.BERLIN);
    assertThat(past.learn().nextAfter(april.toInstant(), MONDAY))
        .contains(april.withHour(4).withMinute(30).toInstant());
  }

  @Test
  void a_job_around_midnight_or_the_full_hour_keeps_one_time() {
    for (int hour : new int[] {0, 3}) {
      var past = Past.of();
      for (int day = 1; day < 21; day++)
        past.add(Sample.day(day).plusSeconds(hour * 3600L + (day % 2 == 0 ? 40 : -40)));
      assertThat(past.learn().period()).as("around " + hour).isEqualTo(Duration.ofDays(1));
    }
  }

  @Test
  void an_hourly_job_that_pauses_at_one_hour_is_not_expected_then() {
    var past = Past.of();
    for (int hour = 0; hour < 28 * 24; hour++)
      if (hour % 24 != 6) past.add(MONDAY.plusSeconds(hour * 3600L + 17 * 60));
    assertThat(past.learn().nextAfter(Sample.day(20).plusSeconds(5 * 3600 + 1800), MONDAY))
        .contains(Sample.day(20).plusSeconds(7 * 3600 + 17 * 60));
  }
}
