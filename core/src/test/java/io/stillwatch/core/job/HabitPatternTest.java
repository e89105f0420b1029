// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.core.job.HabitPattern.DayRule;
import io.stillwatch.core.testing.Sample;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HabitPatternTest {
  private static final ZoneId BERLIN = Sample.BERLIN;

  @ParameterizedTest(name = "{0}")
  @MethodSource("days")
  void days_match_their_rule(String what, DayRule rule, String matching, String notMatching) {
    for (var day : matching.split(" ", -1))
      assertThat(rule.matches(LocalDate.parse(day))).as(day).isTrue();
    for (var day : notMatching.split(" ", -1))
      assertThat(rule.matches(LocalDate.parse(day))).as(day).isFalse();
  }

  static List<Arguments> days() {
    return List.of(
        arguments(
            "weekdays",
            DayRule.on(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)),
            "2026-01-05 2026-01-09",
            "2026-01-06 2026-01-10"),
        arguments(
            "days of the month",
            DayRule.onDays(Set.of(1, 15)),
            "2026-01-01 2026-02-15",
            "2026-01-02 2026-02-28"),
        arguments(
            "the last day of any month",
            DayRule.onDays(Set.of(-1)),
            "2026-01-31 2026-02-28 2028-02-29 2026-04-30",
            "2028-02-28 2026-01-30"),
        arguments(
            "the day before the last",
            DayRule.onDays(Set.of(-2)),
            "2026-01-30 2026-02-27",
            "2026-01-31 2026-02-28"),
        arguments(
            "the second Tuesday",
            DayRule.onNth(2, DayOfWeek.TUESDAY),
            "2026-01-13 2026-09-08 2026-12-08",
            "2026-01-06 2026-01-20 2026-01-14"),
        arguments(
            "the fifth Friday, where there is one",
            DayRule.onNth(5, DayOfWeek.FRIDAY),
            "2026-01-30 2026-05-29",
            "2026-02-27"),
        arguments(
            "the last Friday",
            DayRule.onNth(-1, DayOfWeek.FRIDAY),
            "2026-01-30 2026-02-27",
            "2026-01-23"),
        arguments(
            "a day of the year",
            DayRule.yearly(3, 1),
            "2026-03-01 2028-03-01",
            "2026-02-01 2026-03-02"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          each hour at its minute            | 17    | 0-167   | 2026-01-05T05:00:00Z | 2026-01-05T05:17:00Z
          the present minute is over         | 17    | 0-167   | 2026-01-05T05:17:00Z | 2026-01-05T06:17:00Z
          several minutes in turn            | 0,30  | 0-167   | 2026-01-05T05:17:00Z | 2026-01-05T05:30:00Z
          around the end of the hour         | 0,30  | 0-167   | 2026-01-05T05:30:00Z | 2026-01-05T06:00:00Z
          outside its hours not              | 17    | 8-17    | 2026-01-05T17:30:00Z | 2026-01-12T08:17:00Z
          from Sunday to Monday              | 0     | 0       | 2026-01-05T00:30:00Z | 2026-01-12T00:00:00Z
          """)
  void hours_of_the_week_are_due(
      String what, String minutes, String hours, Instant after, Instant due) {
    var pattern = new HabitPattern.Hours(set(minutes), set(hours));
    assertThat(pattern.nextAfter(after, after, Sample.UTC)).contains(due);
  }

  @Test
  void an_hour_that_is_repeated_is_due_twice_and_a_skipped_one_never() {
    var each = new HabitPattern.Hours(set("30"), set("0-167"));
    var autumn = Instant.parse("2026-10-25T00:00:00Z");
    assertThat(each.nextAfter(autumn, autumn, BERLIN)).contains(autumn.plusSeconds(1_800));
    assertThat(each.nextAfter(autumn.plusSeconds(1_800), autumn, BERLIN))
        .contains(autumn.plusSeconds(5_400));
    var atTwo = new HabitPattern.Hours(set("30"), set("146")); // Sunday, 02:00
    assertThat(atTwo.nextAfter(Instant.parse("2026-03-28T12:00:00Z"), autumn, BERLIN))
        .contains(Instant.parse("2026-04-05T00:30:00Z"));
  }

  @Test
  void hours_that_are_empty_are_never_due() {
    assertThat(
            new HabitPattern.Hours(new BitSet(), set("0"))
                .nextAfter(Sample.MONDAY, Sample.MONDAY, BERLIN))
        .isEmpty();
    assertThat(
            new HabitPattern.Hours(set("0"), new BitSet())
                .nextAfter(Sample.MONDAY, Sample.MONDAY, BERLIN))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          today, if it is still to come        | 2026-01-05T00:00:00Z | 2026-01-05T01:30:00Z
          tomorrow, if it is over              | 2026-01-05T01:30:00Z | 2026-01-06T01:30:00Z
          as summer time begins, an hour on    | 2026-03-28T12:00:00Z | 2026-03-29T01:30:00Z
          as summer time ends, the first time  | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
          and not the second time              | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
          """)
  void a_time_of_day_is_that_of_the_zone(String what, Instant after, Instant due) {
    var daily =
        new HabitPattern.Days(LocalTime.of(2, 30), DayRule.on(EnumSet.allOf(DayOfWeek.class)));
    assertThat(daily.nextAfter(after, after, BERLIN)).contains(due);
  }

  @Test
  void a_day_that_comes_each_eight_years_is_found() {
    var leap = new HabitPattern.Days(LocalTime.NOON, DayRule.yearly(2, 29));
    assertThat(leap.nextAfter(Instant.parse("2026-01-01T00:00:00Z"), Sample.MONDAY, Sample.UTC))
        .contains(Instant.parse("2028-02-29T12:00:00Z"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one period after the last run, 0, 0, 6",
    "not before the instant that is asked about, 0, 7, 12",
    "a period that ends there is over, 0, 6, 12",
    "a last run in the future counts from itself, 5, 0, 11"
  })
  void a_distance_counts_from_the_last_run(String what, int last, int after, int due) {
    var pattern = new HabitPattern.Every(Duration.ofHours(6));
    assertThat(pattern.nextAfter(hour(after), hour(last), Sample.UTC)).contains(hour(due));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("words")
  void patterns_are_said_in_words(HabitPattern pattern, String words) {
    assertThat(pattern.inWords()).isEqualTo(words);
  }

  static List<Arguments> words() {
    var time = LocalTime.of(2, 30);
    return List.of(
        arguments(new HabitPattern.Hours(set("17"), set("0-167")), "at minute 17 of each hour"),
        arguments(new HabitPattern.Hours(set("0,15,30,45"), set("0-167")), "every 15 min"),
        arguments(new HabitPattern.Hours(set("17"), set("0-9")), "at minute 17, 10 hours a week"),
        arguments(
            new HabitPattern.Days(time, DayRule.on(EnumSet.allOf(DayOfWeek.class))),
            "daily at 02:30"),
        arguments(
            new HabitPattern.Days(time, DayRule.on(Set.of(DayOfWeek.SUNDAY))),
            "weekly on Sun at 02:30"),
        arguments(
            new HabitPattern.Days(time, DayRule.onNth(2, DayOfWeek.TUESDAY)),
            "monthly on number 2, Tue at 02:30"),
        arguments(
            new HabitPattern.Days(time, DayRule.onNth(-1, DayOfWeek.FRIDAY)),
            "monthly on the last Fri at 02:30"),
        arguments(
            new HabitPattern.Days(time, DayRule.onDays(Set.of(-1))),
            "monthly on the last day at 02:30"),
        arguments(
            new HabitPattern.Days(time, DayRule.yearly(3, 1)),
            "yearly on day 1 of month 3 at 02:30"),
        arguments(new HabitPattern.Every(Duration.ofHours(6)), "every 6 h or sooner"));
  }

  private static Instant hour(int hour) {
    return Sample.MONDAY.plus(Duration.ofHours(hour));
  }

  private static BitSet set(String values) {
    var set = new BitSet();
    for (var part : values.split(",", -1)) {
      var ends = part.split("-", -1);
      set.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return set;
  }
}
