// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.plan.Recurrence.Listed;
import io.stillwatch.core.plan.Recurrence.Once;
import io.stillwatch.core.plan.Recurrence.Repeated;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<Days> DAILY = List.of(new Days.Daily());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a usual night                             | 2026-01-10 | 22:00 | PT8H | 2026-01-10T21:00:00Z | 2026-01-11T05:00:00Z
          clocks go forward: a night of 7 hours     | 2026-03-28 | 22:00 | PT8H | 2026-03-28T21:00:00Z | 2026-03-29T04:00:00Z
          clocks go back: a night of 9 hours        | 2026-10-24 | 22:00 | PT8H | 2026-10-24T20:00:00Z | 2026-10-25T05:00:00Z
          a day of 23 hours                         | 2026-03-29 | 00:00 | P1D  | 2026-03-28T23:00:00Z | 2026-03-29T22:00:00Z
          a day of 25 hours                         | 2026-10-25 | 00:00 | P1D  | 2026-10-24T22:00:00Z | 2026-10-25T23:00:00Z
          the second half of the hour is skipped    | 2026-03-29 | 01:30 | PT1H | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z
          it begins in the skipped hour             | 2026-03-29 | 02:30 | PT1H | 2026-03-29T01:00:00Z | 2026-03-29T01:30:00Z
          both passes of the repeated hour          | 2026-10-25 | 02:00 | PT1H | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00Z
          it ends in the second pass                | 2026-10-25 | 01:00 | PT90M | 2026-10-24T23:00:00Z | 2026-10-25T01:30:00Z
          over several days                         | 2026-01-10 | 22:00 | P3D  | 2026-01-10T21:00:00Z | 2026-01-13T21:00:00Z
          """)
  void a_window_is_local_time(
      String what, LocalDate day, LocalTime start, Duration length, Instant from, Instant until) {
    var once = new Once(day.atTime(start), day.atTime(start).plus(length), BERLIN);
    var expected = List.of(new Interval(from, until));
    assertThat(once.during(new Interval(Instant.EPOCH, Instant.MAX))).isEqualTo(expected);
    var weekly = new Repeated(List.of(new Days.Weekly(day.getDayOfWeek())), start, length, BERLIN);
    assertThat(weekly.at(from)).contains(expected.getFirst());
    assertThat(weekly.at(until.minusNanos(1))).contains(expected.getFirst());
    assertThat(weekly.at(from.minusNanos(1))).isEmpty();
    assertThat(weekly.at(until)).isEmpty();
  }

  @Test
  void an_hour_that_is_skipped_has_no_window() {
    var nightly = new Repeated(DAILY, LocalTime.of(2, 0), Duration.ofHours(1), BERLIN);
    var day =
        new Interval(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"));
    assertThat(nightly.during(day)).isEmpty();
  }

  /// Against java.time: what a clock in the zone shows decides, but for the ends of a window in an
  /// hour that is repeated.
  @Test
  void an_instant_is_inside_if_the_clock_shows_a_time_of_the_window() {
    var random = new Random(7);
    var zones =
        List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC");
    int inside = 0;
    for (int i = 0; i < 20_000; i++) {
      var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      var start = LocalTime.of(random.nextInt(24), random.nextInt(4) * 15);
      var length = Duration.ofMinutes(15L * (1 + random.nextInt(4 * 40)));
      var window = new Repeated(DAILY, start, length, zone);
      var at = near(zone, random);
      var clock = LocalDateTime.ofInstant(at, zone);
      boolean shown = false;
      var first = clock.toLocalDate().minusDays(length.toDays() + 1);
      for (var day = first; !day.isAfter(clock.toLocalDate()); day = day.plusDays(1)) {
        var from = day.atTime(start);
        shown |= !clock.isBefore(from) && clock.isBefore(from.plus(length));
      }
      boolean repeated = zone.getRules().getValidOffsets(clock).size() > 1;
      boolean found = window.at(at).isPresent();
      if (shown || !repeated) assertThat(found).as(window + " at " + at).isEqualTo(shown);
      if (found) inside++;
    }
    assertThat(inside).isBetween(2_000, 18_000);
  }

  /// Within a day of a clock change where there is one.
  private static Instant near(ZoneId zone, Random random) {
    var year = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 86_400));
    var change = zone.getRules().nextTransition(year);
    if (change == null) return year;
    return change.getInstant().plusSeconds(60L * (random.nextInt(2 * 1_440) - 1_440));
  }

  @Test
  void asking_about_a_stretch_finds_what_asking_about_each_instant_finds() {
    var random = new Random(8);
    for (int i = 0; i < 300; i++) {
      var length = Duration.ofMinutes(30L * (1 + random.nextInt(100)));
      var window =
          new Repeated(
              List.of(new Days.Weekly(DayOfWeek.of(1 + random.nextInt(7)))),
              LocalTime.of(random.nextInt(24), 0),
              length,
              BERLIN);
      var from = near(BERLIN, random);
      var stretch = new Interval(from, from.plus(Duration.ofDays(9)));
      var open = window.during(stretch);
      for (var at = from; at.isBefore(stretch.until()); at = at.plus(Duration.ofMinutes(47))) {
        var instant = at;
        assertThat(open.stream().anyMatch(one -> one.contains(instant)))
            .as(window + " at " + at)
            .isEqualTo(window.at(at).isPresent());
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "the second Tuesday, 2026-01-13, true",
    "the second Tuesday, 2026-01-06, false",
    "the second Tuesday, 2026-01-20, false",
    "the last Friday, 2026-01-30, true",
    "the last Friday, 2026-01-23, false",
    "the last Friday, 2026-02-27, true",
    "the 31st, 2026-01-31, true",
    "the 31st, 2026-03-01, false",
    "Saturdays, 2026-01-10, true",
    "Saturdays, 2026-01-11, false"
  })
  void days_recur_by_week_by_number_and_by_the_nth_weekday(
      String which, LocalDate day, boolean included) {
    var days =
        switch (which) {
          case "the second Tuesday" -> new Days.NthWeekday(2, DayOfWeek.TUESDAY);
          case "the last Friday" -> new Days.NthWeekday(Days.NthWeekday.LAST, DayOfWeek.FRIDAY);
          case "the 31st" -> new Days.Monthly(31);
          default -> new Days.Weekly(DayOfWeek.SATURDAY);
        };
    assertThat(days.include(day)).isEqualTo(included);
  }

  @Test
  void listed_times_are_found_by_search_and_merged_where_they_touch() {
    var hour = Duration.ofHours(1);
    var at = Instant.parse("2026-01-10T00:00:00Z");
    var listed =
        new Listed(
            List.of(
                new Interval(at.plus(hour), at.plus(hour.multipliedBy(2))),
                new Interval(at, at.plus(hour)),
                new Interval(at.plus(hour.multipliedBy(5)), at.plus(hour.multipliedBy(6)))));
    assertThat(listed.times()).hasSize(2);
    assertThat(listed.at(at.plusSeconds(3_600))).isPresent();
    assertThat(listed.at(at.plus(hour.multipliedBy(2)))).isEmpty();
    assertThat(listed.at(at.plus(hour.multipliedBy(5)))).isPresent();
    assertThat(listed.at(at.plus(hour.multipliedBy(7)))).isEmpty();
    assertThat(listed.during(new Interval(at, at.plus(hour.multipliedBy(9))))).hasSize(2);
  }
}
