// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class CronFieldsTest {
  private static final Instant SUNDAY = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void a_daily_line_is_due_at_its_next_time_of_day() {
    assertThat(daily(2, 30).nextAfter(SUNDAY, ZoneOffset.UTC))
        .contains(Instant.parse("2026-11-23T02:30:00Z"));
  }

  @Test
  void the_present_minute_is_not_the_next_one() {
    var due = Instant.parse("2026-11-23T02:30:00Z");
    assertThat(daily(2, 30).nextAfter(due, ZoneOffset.UTC))
        .contains(Instant.parse("2026-11-24T02:30:00Z"));
  }

  @Test
  void times_are_those_of_the_zone() {
    assertThat(daily(2, 30).nextAfter(SUNDAY, ZoneId.of("Europe/Berlin")))
        .contains(Instant.parse("2026-11-23T01:30:00Z"));
  }

  @Test
  void two_restricted_day_fields_are_an_or() {
    var fields =
        new CronFields(
            of(0), of(0), of(25), range(1, 12), of(2), false, false); // the 25th, or Tuesdays
    assertThat(fields.nextAfter(SUNDAY, ZoneOffset.UTC))
        .contains(Instant.parse("2026-11-24T00:00:00Z"));
    assertThat(fields.nextAfter(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC))
        .contains(Instant.parse("2026-11-25T00:00:00Z"));
  }

  @Test
  void a_leap_day_is_found_years_ahead() {
    var fields = new CronFields(of(0), of(0), of(29), of(2), range(0, 6), false, true);
    assertThat(fields.nextAfter(SUNDAY, ZoneOffset.UTC))
        .contains(Instant.parse("2028-02-29T00:00:00Z"));
  }

  @Test
  void the_thirtieth_of_february_never_comes() {
    var fields = new CronFields(of(0), of(0), of(30), of(2), range(0, 6), false, true);
    assertThat(fields.nextAfter(SUNDAY, ZoneOffset.UTC)).isEmpty();
  }

  private static CronFields daily(int hour, int minute) {
    return new CronFields(
        of(minute), of(hour), range(1, 31), range(1, 12), range(0, 6), true, true);
  }

  private static BitSet of(int value) {
    return range(value, value);
  }

  private static BitSet range(int from, int to) {
    var set = new BitSet();
    set.set(from, to + 1);
    return set;
  }
}
