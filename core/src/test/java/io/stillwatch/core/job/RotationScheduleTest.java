// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a logrotate stanza is due, given when logrotate is started.
class RotationScheduleTest {
  private static final Schedule AT_0625 = Sample.cron("25 6 * * *", Duration.ofDays(1));
  private static final Schedule HOURLY = Sample.hourly();

  @ParameterizedTest(name = "{0}: {1} last {2}, after {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          daily: at the next run                       | DAILY   | 2026-01-05T06:25:03Z | 2026-01-05T06:25:03Z | 2026-01-06T06:25:00Z
          daily by hand after the run: the next day    | DAILY   | 2026-01-05T15:00:00Z | 2026-01-05T15:00:00Z | 2026-01-06T06:25:00Z
          daily by hand past midnight: a day later     | DAILY   | 2026-01-06T01:00:00Z | 2026-01-06T01:00:00Z | 2026-01-07T06:25:00Z
          weekly: after seven days                     | WEEKLY  | 2026-01-05T06:25:03Z | 2026-01-05T06:25:03Z | 2026-01-12T06:25:00Z
          weekly, first seen in the evening            | WEEKLY  | 2026-01-05T22:00:00Z | 2026-01-05T22:00:00Z | 2026-01-12T06:25:00Z
          monthly: at the first run of the month       | MONTHLY | 2026-01-01T06:25:03Z | 2026-01-01T06:25:03Z | 2026-02-01T06:25:00Z
          monthly on the 31st: the next day            | MONTHLY | 2026-01-31T07:00:00Z | 2026-01-31T07:00:00Z | 2026-02-01T06:25:00Z
          monthly in February of a common year         | MONTHLY | 2026-02-28T07:00:00Z | 2026-02-28T07:00:00Z | 2026-03-01T06:25:00Z
          monthly in February of a leap year           | MONTHLY | 2028-02-28T07:00:00Z | 2028-02-28T07:00:00Z | 2028-03-01T06:25:00Z
          yearly: at the first run of the year         | YEARLY  | 2026-03-04T06:25:03Z | 2026-03-04T06:25:03Z | 2027-01-01T06:25:00Z
          missed once: due at each later run           | DAILY   | 2026-01-05T06:25:03Z | 2026-01-08T06:25:00Z | 2026-01-09T06:25:00Z
          """)
  void a_stanza_is_due_at_the_first_run_that_rotates(
      String what, Frequency frequency, Instant last, Instant after, Instant due) {
    assertThat(schedule(frequency, AT_0625, Sample.UTC).nextAfter(after, last)).contains(due);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          daily by an hourly timer: past midnight      | DAILY  | 2026-01-05T00:17:00Z | 2026-01-06T00:17:00Z
          hourly by an hourly timer: in the next hour  | HOURLY | 2026-01-05T05:17:00Z | 2026-01-05T06:17:00Z
          weekly by an hourly timer: on the day        | WEEKLY | 2026-01-05T00:17:00Z | 2026-01-12T00:17:00Z
          """)
  void a_frequent_driver_rotates_early(
      String what, Frequency frequency, Instant last, Instant due) {
    assertThat(schedule(frequency, HOURLY, Sample.UTC).nextAfter(last, last)).contains(due);
  }

  @Test
  void the_date_is_that_of_the_host() {
    var auckland = ZoneId.of("Pacific/Auckland");
    var driver = Sample.cron("25 6 * * *", auckland, Duration.ofDays(1));
    var last = Instant.parse("2026-01-04T20:00:00Z"); // Monday, 09:00
    assertThat(schedule(Frequency.DAILY, driver, auckland).nextAfter(last, last))
        .contains(Instant.parse("2026-01-05T17:25:00Z")); // Tuesday, 06:25
  }

  @Test
  void a_stanza_that_nothing_starts_is_never_due() {
    var never = new Schedule.Never("nothing runs logrotate");
    assertThat(schedule(Frequency.DAILY, never, Sample.UTC).nextAfter(Sample.MONDAY, Sample.MONDAY))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "an hourly stanza run once a day comes once a day, HOURLY, PT24H",
    "a daily one each day, DAILY, PT24H",
    "a weekly one each week, WEEKLY, P7D",
    "a stanza by size at each run at most, SIZE, PT24H"
  })
  void the_period_is_no_shorter_than_that_of_its_driver(
      String what, Frequency frequency, Duration period) {
    assertThat(schedule(frequency, AT_0625, Sample.UTC).period()).isEqualTo(period);
  }

  private static Schedule schedule(Frequency frequency, Schedule opportunity, ZoneId zone) {
    return new Schedule.Rotation(Sample.rule(frequency), opportunity, zone);
  }
}
