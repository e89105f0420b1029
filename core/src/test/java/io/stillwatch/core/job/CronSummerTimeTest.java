// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What cron(8) says about summer time: lines with `*` in the minute or hour follow the clock, the
/// others are started once a day.
class CronSummerTimeTest {
  @ParameterizedTest(name = "{0}: {1} in {2} after {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          skipped: due as the clock jumps            | 30 2 * * * | America/New_York    | 2026-03-08T05:00:00Z | 2026-03-08T07:00:00Z 2026-03-09T06:30:00Z
          before the jump: as ever                   | 30 1 * * * | America/New_York    | 2026-03-08T05:00:00Z | 2026-03-08T06:30:00Z 2026-03-09T05:30:00Z
          after the jump: as ever                    | 30 3 * * * | America/New_York    | 2026-03-08T05:00:00Z | 2026-03-08T07:30:00Z 2026-03-09T07:30:00Z
          repeated: due the first time only          | 30 1 * * * | America/New_York    | 2026-11-01T04:00:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z
          asked within the repeated hour: next day   | 30 1 * * * | America/New_York    | 2026-11-01T06:10:00Z | 2026-11-02T06:30:00Z 2026-11-03T06:30:00Z
          several fixed hours: each once             | 0 1,2,3 * * * | America/New_York | 2026-03-08T05:00:00Z | 2026-03-08T06:00:00Z 2026-03-08T07:00:00Z 2026-03-09T05:00:00Z
          skipped in the south                       | 30 2 * * * | Pacific/Auckland    | 2026-09-26T12:00:00Z | 2026-09-26T14:00:00Z 2026-09-27T13:30:00Z
          repeated in the south                      | 30 2 * * * | Pacific/Auckland    | 2026-04-04T12:00:00Z | 2026-04-04T13:30:00Z 2026-04-05T14:30:00Z
          half an hour is skipped                    | 15 2 * * * | Australia/Lord_Howe | 2026-10-03T12:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z
          the other half hour is not                 | 45 2 * * * | Australia/Lord_Howe | 2026-10-03T12:00:00Z | 2026-10-03T15:45:00Z 2026-10-04T15:45:00Z
          half an hour is repeated                   | 45 1 * * * | Australia/Lord_Howe | 2026-04-04T12:00:00Z | 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z
          the half hour before is not                | 15 1 * * * | Australia/Lord_Howe | 2026-04-04T12:00:00Z | 2026-04-04T14:15:00Z 2026-04-05T14:45:00Z
          """)
  void fixed_lines_are_due_once_a_day(
      String what, String line, ZoneId zone, Instant after, String expected) {
    assertThat(due(Sample.cron(line, zone, Duration.ofDays(1)), after, count(expected)))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1} in {2} after {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the skipped hour has no run       | 30 * * * *    | America/New_York    | 2026-03-08T06:00:00Z | 2026-03-08T06:30:00Z 2026-03-08T07:30:00Z 2026-03-08T08:30:00Z
          the repeated hour has two         | 30 * * * *    | America/New_York    | 2026-11-01T05:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T06:30:00Z 2026-11-01T07:30:00Z
          minutes by star are skipped       | */30 2 * * *  | America/New_York    | 2026-03-08T05:00:00Z | 2026-03-09T06:00:00Z 2026-03-09T06:30:00Z
          minutes by star are repeated      | */30 1 * * *  | America/New_York    | 2026-11-01T05:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T06:00:00Z 2026-11-01T06:30:00Z 2026-11-02T06:00:00Z
          hourly in the south, skipped      | 0 * * * *     | Pacific/Auckland    | 2026-09-26T13:00:00Z | 2026-09-26T14:00:00Z 2026-09-26T15:00:00Z
          half an hour is skipped           | 15 * * * *    | Australia/Lord_Howe | 2026-10-03T14:00:00Z | 2026-10-03T14:45:00Z 2026-10-03T16:15:00Z
          half an hour is repeated          | 45 * * * *    | Australia/Lord_Howe | 2026-04-04T14:00:00Z | 2026-04-04T14:45:00Z 2026-04-04T15:15:00Z 2026-04-04T16:15:00Z
          """)
  void lines_with_a_star_follow_the_clock(
      String what, String line, ZoneId zone, Instant after, String expected) {
    assertThat(due(Sample.cron(line, zone, Duration.ofHours(1)), after, count(expected)))
        .isEqualTo(expected);
  }

  @Test
  void lines_under_cron_tz_follow_the_clock_in_cronie() {
    var zone = ZoneId.of("America/New_York");
    var schedule =
        new Schedule.Cron(
            "30 2 * * *",
            Sample.fields("30 2 * * *"),
            zone,
            Schedule.Cron.ClockChanges.FOLLOWED,
            Duration.ofDays(1));
    assertThat(due(schedule, Instant.parse("2026-03-08T05:00:00Z"), 1))
        .isEqualTo("2026-03-09T06:30:00Z");
  }

  @Test
  void every_due_time_of_a_year_is_found_from_any_instant_before_it() {
    for (var zone : List.of("America/New_York", "Pacific/Auckland", "Australia/Lord_Howe")) {
      for (var line : List.of("30 2 * * *", "15 1,2 * * *", "*/30 * * * *", "45 1 * * 0")) {
        var schedule = Sample.cron(line, ZoneId.of(zone), Duration.ofHours(1));
        var at = Instant.parse("2026-01-01T00:00:00Z");
        while (at.isBefore(Instant.parse("2027-01-01T00:00:00Z"))) {
          var next = schedule.nextAfter(at, at).orElseThrow();
          var between = at.plus(Duration.between(at, next).dividedBy(2));
          assertThat(next).as(line + " in " + zone + " after " + at).isAfter(at);
          assertThat(schedule.nextAfter(between, between))
              .as(line + " in " + zone + " after " + between)
              .contains(next);
          at = next;
        }
      }
    }
  }

  private static int count(String expected) {
    return expected.split(" ", -1).length;
  }

  private static String due(Schedule schedule, Instant after, int times) {
    var due = new ArrayList<String>();
    var at = after;
    for (int i = 0; i < times; i++) {
      at = schedule.nextAfter(at, at).orElseThrow();
      due.add(at.toString());
    }
    return String.join(" ", due);
  }
}
