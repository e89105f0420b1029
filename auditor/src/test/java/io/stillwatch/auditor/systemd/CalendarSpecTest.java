// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `systemd-analyze calendar` of systemd 252 says of the same expressions.
class CalendarSpecTest {
  private static final Instant NOW = Instant.parse("2026-11-23T06:30:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "daily | 2026-11-24T00:00:00Z",
        "daily UTC | 2026-11-24T00:00:00Z",
        "weekly Europe/Paris | 2026-11-29T23:00:00Z",
        "Mon..Fri 02:30 | 2026-11-24T02:30:00Z",
        "mon, | 2026-11-30T00:00:00Z",
        "*-*~01 | 2026-11-30T00:00:00Z",
        "*~27/22 | 2026-11-26T00:00:00Z",
        "Mon *-05~07/1 | 2027-05-31T00:00:00Z",
        "*:0/15 | 2026-11-23T06:45:00Z",
        "5/10:00 | 2026-11-23T15:00:00Z",
        "Sun *-*-1,15 00:00 | 2027-08-01T00:00:00Z",
        "27-9-5 1:2:3 | 2027-09-05T01:02:03Z",
        "02:30:00.5 | 2026-11-24T02:30:00Z",
        "*-*-* 2:30 Europe/Berlin | 2026-11-24T01:30:00Z",
      })
  void elapses_next_when_systemd_says_so(String expression, Instant next) {
    var spec = CalendarSpec.read(expression).orElseThrow();

    assertThat(spec.nextAfter(NOW.atZone(ZoneOffset.UTC)).orElseThrow().toInstant())
        .isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dayly",
        "*:*/5",
        "25:00",
        "1:60",
        "Sat..Mon 3:00",
        "Tues 1:00",
        "mon,,tue 1:00",
        "*-13-1",
        "*-*-32",
        "*-*~0",
        "*-*~30",
        "1-5:00",
        "*:0/90",
        "*:*:45..45",
        " 1:00",
        "1:00 ",
        "1:00 Mon",
        "hourly,daily",
        "0 2 * * *",
        "2200-1-1"
      })
  void refuses_what_systemd_refuses(String expression) {
    assertThat(CalendarSpec.read(expression)).isEmpty();
  }

  @Test
  void a_day_that_no_month_has_never_comes() {
    assertThat(CalendarSpec.read("*-02-30").orElseThrow().nextAfter(NOW.atZone(ZoneOffset.UTC)))
        .isEmpty();
    assertThat(CalendarSpec.read("*-02-30").orElseThrow().schedule(ZoneOffset.UTC))
        .isInstanceOf(Schedule.Never.class);
  }

  @Test
  void a_weekday_and_a_day_must_both_match() {
    var schedule = CalendarSpec.read("Sun *-*-01 03:00").orElseThrow().schedule(ZoneId.of("UTC"));

    assertThat(schedule.nextAfter(NOW, NOW)).contains(Instant.parse("2027-08-01T03:00:00Z"));
  }

  @Test
  void what_crontab_fields_cannot_say_becomes_a_limit() {
    assertThat(CalendarSpec.read("*-*~01 00:00").orElseThrow().schedule(ZoneOffset.UTC).period())
        .isEqualTo(Duration.ofDays(31));
  }
}
