// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgainStoppedTest {
  private static final Instant MISS = Sample.day(3);
  private static final Instant RAN = Sample.day(5);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "each five minutes: an hour at least, PT5M, PT1H",
    "each quarter of an hour: eight periods, PT15M, PT2H",
    "hourly: eight periods, PT1H, PT8H",
    "daily: a week at most, P1D, P7D",
    "weekly: three periods, P7D, P21D",
    "monthly: three periods, P30D, P90D"
  })
  void so_soon_a_stop_continues_the_alert_before_it(String what, Duration period, Duration within) {
    assertThat(AgainStopped.within(job("a", Sample.cron("30 2 * * *", period)))).isEqualTo(within);
  }

  @Test
  void a_job_without_a_period_has_a_day() {
    assertThat(AgainStopped.within(job("a", new Schedule.Learning(5, 6))))
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void the_same_job_that_stops_soon_after_its_recovery_continues_its_alert() {
    assertThat(AgainStopped.continues(resolved("a"), stopped("a", Sample.day(7)))).isTrue();
    assertThat(AgainStopped.continues(resolved("a"), stopped("a", Sample.day(12)))).isTrue();
  }

  @Test
  void a_stop_long_after_that_and_another_job_do_not() {
    var late = Sample.day(12).plusSeconds(1);
    assertThat(AgainStopped.continues(resolved("a"), stopped("a", late))).isFalse();
    assertThat(AgainStopped.continues(resolved("a"), stopped("b", Sample.day(7)))).isFalse();
  }

  private static Job job(String id, Schedule schedule) {
    return Sample.line(id, schedule);
  }

  private static Stoppage stopped(String job, Instant at) {
    var last = at.minus(Duration.ofDays(1));
    return new Stoppage(
        job(job, Sample.daily()), at, last, 1, 60, Growth.UNKNOWN, List.of("1 run missing"));
  }

  private static Alert resolved(String job) {
    return new Alert(
        "a1",
        job,
        Alert.State.RESOLVED,
        List.of(stopped(job, MISS)),
        List.of(),
        new Alert.Times(MISS, MISS, Optional.of(RAN)),
        Alert.Handling.NONE,
        List.of());
  }
}
