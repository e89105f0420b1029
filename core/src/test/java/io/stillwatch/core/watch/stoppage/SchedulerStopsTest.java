// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// cron wrote nothing from midnight of day 10 until some hours later.
class SchedulerStopsTest {
  private static final Instant LAST = Sample.day(10);

  private static Instant after(int minutes) {
    return LAST.plus(Duration.ofMinutes(minutes));
  }

  /// Other lines show that the host was there.
  private static HostSigns signs(int minutes) {
    var signs = HostSigns.NONE.cronAt(LAST);
    for (int minute = 10; minute < minutes; minute += 10) signs = signs.lineAt(after(minute));
    return signs.cronAt(after(minutes));
  }

  private static JobState ran(String id, Schedule schedule, Instant at) {
    return Sample.ran(Sample.state(Sample.line(id, schedule)), at);
  }

  private static JobState hourly(String id) {
    return ran(id, Sample.hourly(), LAST.minusSeconds(1_800));
  }

  private static final JobState DAILY =
      ran("daily", Sample.daily(), LAST.minus(Duration.ofHours(21)));

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void cron_had_stopped(String what, List<JobState> jobs, int minutes, boolean stopped) {
    var host = Sample.host(jobs.toArray(JobState[]::new)).with(signs(minutes));
    assertThat(SchedulerStops.stopped(host, Plan.NONE, new Interval(LAST, after(minutes))))
        .isEqualTo(stopped);
  }

  static List<Arguments> rows() {
    var stopped = ran("a", Sample.hourly(), LAST.minus(Duration.ofHours(3)));
    var often = ran("often", Sample.everyMinutes(30), LAST.minusSeconds(600));
    return List.of(
        arguments("2 two hourly jobs were due", List.of(hourly("a"), hourly("b")), 120, true),
        arguments("2 the hourly one alone", List.of(hourly("a"), DAILY), 120, false),
        arguments("2 nothing was late yet", List.of(hourly("a"), hourly("b")), 20, false),
        arguments("1 the most frequent had stopped before", List.of(stopped, DAILY), 180, false),
        arguments("2 one of every half hour alone", List.of(often, DAILY), 80, false),
        arguments("2 the hourly and the daily one", List.of(hourly("a"), DAILY), 600, true),
        arguments("a host with one job", List.of(hourly("a")), 300, false));
  }

  @Test
  void a_daily_job_that_was_missed_while_the_hourly_one_was_not_due_has_stopped_itself() {
    var last = Sample.day(10).plusSeconds(8_220); // 02:17
    var hourly = ran("hourly", Sample.cron("17 * * * *", Duration.ofHours(1)), last);
    var daily = ran("daily", Sample.daily(), LAST.minus(Duration.ofHours(21)));
    var host = Sample.host(hourly, daily);
    assertThat(SchedulerStops.stopped(host, Plan.NONE, new Interval(last, last.plusSeconds(3_600))))
        .isFalse();
  }

  @Test
  void what_was_held_up_has_not_stopped_once_the_log_is_complete() {
    var held = Sample.missed(hourly("a"), 2, after(60), after(120));
    var older = Sample.missed(hourly("b"), 9, after(-600), after(120));
    var host = Sample.host(held, older, hourly("c")).with(signs(150));

    var early = SchedulerStops.decide(host, Plan.NONE, after(149));
    assertThat(early).isEqualTo(host);
    var decided = SchedulerStops.decide(host, Plan.NONE, after(150));
    assertThat(streak(decided, "a")).isZero();
    assertThat(streak(decided, "b")).as("it had stopped before").isEqualTo(9);
    assertThat(decided.signs().cron().stopped().spans())
        .containsExactly(new Interval(LAST, after(150)));
    assertThat(decided.signs().cron().undecided()).isEmpty();
  }

  @Test
  void rule_3_jobs_that_were_not_expected_were_not_due() {
    var host = Sample.host(hourly("a"), hourly("b")).with(signs(120));
    var silence = new Interval(LAST, after(120));
    assertThat(SchedulerStops.stopped(host, Sample.planned(silence), silence)).isFalse();
    var before = new Interval(after(-600), LAST);
    assertThat(SchedulerStops.stopped(host, Sample.planned(before), silence)).isTrue();
  }

  @Test
  void a_silence_that_was_no_stop_is_forgotten() {
    var host = Sample.host(hourly("a"), hourly("b")).with(signs(20));
    var decided = SchedulerStops.decide(host, Plan.NONE, after(20));
    assertThat(decided.signs().cron().undecided()).isEmpty();
    assertThat(decided.signs().cron().stopped().spans()).isEmpty();
  }

  private static int streak(HostState host, String job) {
    return host.jobs().get(job).judgements().streak().bad();
  }
}
