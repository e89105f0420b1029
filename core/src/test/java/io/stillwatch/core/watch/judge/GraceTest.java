// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.Lateness;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraceTest {
  private static final Instant DUE = Instant.parse("2026-01-10T02:30:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          new, each minute: a minute at least               | PT1M   |                   | PT1M
          new, each five minutes: a third of the period     | PT5M   |                   | PT1M40S
          new, hourly: 15 minutes                           | PT1H   |                   | PT15M
          new, daily: a tenth of the period                 | P1D    |                   | PT2H24M
          new, weekly: 6 hours at most                      | P7D    |                   | PT6H
          four runs are still new                           | P1D    | 0 0 0 0           | PT2H24M
          punctual, daily: 15 minutes                       | P1D    | 0 0 0 0 0         | PT15M
          punctual, each five minutes: a third              | PT5M   | 0 0 0 0 0         | PT1M40S
          late once: as punctual                            | P1D    | 0 0 0 0 90        | PT15M
          used to an hour: half as much again, and 15 min   | P1D    | 0 0 60 60 60      | PT1H45M
          used to ten hours: half as much again, and 15 min | P1D    | 600 600 600 600 600 | PT15H15M
          used to 20 hours: three quarters of the period    | P1D    | 1200 1200 1200 1200 1200 | PT18H
          used to an hour, hourly: 6 hours at most          | PT1H   | 60 60 300 300 300 | PT6H
          """)
  void grace_follows_the_period_and_the_usual_lateness(
      String what, Duration period, String late, Duration grace) {
    var lateness = Lateness.NONE;
    if (late != null)
      for (var minutes : late.split(" ", -1))
        lateness = lateness.with(Duration.ofMinutes(Integer.parseInt(minutes)));
    assertThat(Grace.of(Sample.cron("30 2 * * *", period), lateness, DUE)).isEqualTo(grace);
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "PT30M, 2026-01-06T02:30:00Z, PT30M",
    "PT30H, 2026-01-06T02:30:00Z, PT30H",
    "PT30M, 2026-03-29T00:30:00Z, PT3H30M"
  })
  void rule_6_a_grace_that_people_set_applies_as_it_is(
      Duration set, Instant due, Duration expected) {
    var daily = Sample.cron("30 2 * * *", ZoneId.of("Europe/Berlin"), Duration.ofDays(1));
    assertThat(Grace.set(set, daily, due)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{1} after {0} misses: {2}")
  @CsvSource({
    "0, PT5M, PT1M40S",
    "1, PT5M, PT1M40S",
    "2, PT5M, PT1M",
    "2, PT1M, PT1M",
    "2, PT1H, PT7M30S",
    "2, PT10M, PT1M40S",
    "9, P1D, PT1H12M"
  })
  void two_misses_in_a_row_halve_it(int missed, Duration period, Duration grace) {
    var schedule = Sample.cron("30 2 * * *", period);
    assertThat(Grace.after(missed, schedule, Lateness.NONE, DUE)).isEqualTo(grace);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a weekly rotation has one opportunity more, WEEKLY, PT30H",
    "a daily one has not, DAILY, PT2H24M",
    "a monthly one has not, MONTHLY, PT6H"
  })
  void rotations(String what, Frequency frequency, Duration grace) {
    var rotation = new Schedule.Rotation(Sample.rule(frequency), Sample.daily(), Sample.UTC);
    assertThat(Grace.of(rotation, Lateness.NONE, DUE)).isEqualTo(grace);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "the day before: as usual, Europe/Berlin, 2026-03-28T01:30:00Z, PT2H24M",
    "more than three hours before: as usual, Europe/Berlin, 2026-03-28T21:59:59Z, PT2H24M",
    "three hours before: three more, Europe/Berlin, 2026-03-28T22:00:00Z, PT5H24M",
    "as the clock changes: three hours more, Europe/Berlin, 2026-03-29T01:00:00Z, PT5H24M",
    "within three hours after: three more, Europe/Berlin, 2026-03-29T03:59:00Z, PT5H24M",
    "when it ends too, Europe/Berlin, 2026-10-25T00:30:00Z, PT5H24M",
    "where the clock never changes: as usual, UTC, 2026-03-29T01:00:00Z, PT2H24M"
  })
  void around_a_clock_change_it_is_longer(String what, ZoneId zone, Instant due, Duration grace) {
    var daily = Sample.cron("30 2 * * *", zone, Duration.ofDays(1));
    assertThat(Grace.of(daily, Lateness.NONE, due)).isEqualTo(grace);
  }
}
