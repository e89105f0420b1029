// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.plan.MaintenanceWindow;
import io.stillwatch.core.plan.Recurrence;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.text.Glob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSilenceTest {
  /// A line each `every` minutes up to the end of day 20.
  private static HostSigns lines(int every) {
    var signs = HostSigns.NONE;
    for (long minute = 10; minute >= 0; minute--)
      signs = signs.lineAt(Sample.day(20).minus(Duration.ofMinutes(minute * every)));
    return signs;
  }

  private static Optional<Stoppage> after(HostSigns signs, Duration silence, JobState... jobs) {
    return HostSilence.of(
        Sample.host(jobs).with(signs), Maintenance.NONE, Sample.day(20).plus(silence));
  }

  private static JobState hourly() {
    return Sample.state(Sample.line("h", Sample.hourly()));
  }

  @ParameterizedTest(name = "{0}: a line each {1} min, silent for {2}")
  @CsvSource({
    "1 an hour is always allowed, 5, PT1H, false",
    "1 more than an hour is silent, 5, PT1H1S, true",
    "1 three times what is usual is allowed, 60, PT3H, false",
    "1 more than that is silent, 60, PT3H1S, true"
  })
  void a_host_is_silent_for_longer_than_usual(
      String what, int every, Duration silence, boolean silent) {
    assertThat(after(lines(every), silence, hourly()).isPresent()).isEqualTo(silent);
  }

  @ParameterizedTest(name = "{0}: window from {1} to {2}, silent for {3}")
  @CsvSource({
    "6 all of it within a window, PT0S, PT5H, PT4H, false",
    "6 an hour after its end is allowed, PT0S, PT5H, PT6H, false",
    "6 more than that is silent, PT0S, PT5H, PT6H1S, true",
    "6 what was silent before counts, PT30M, PT5H, PT5H30M, false",
    "6 and is added up, PT30M, PT5H, PT5H31M, true",
    "6 a window that is over does not matter, PT-5H, PT-1H, PT1H1S, true"
  })
  void time_in_a_window_of_the_host_is_no_silence(
      String what, Duration from, Duration until, Duration silence, boolean silent) {
    var host = Sample.host(hourly()).with(lines(5));
    var window = new Interval(Sample.day(20).plus(from), Sample.day(20).plus(until));
    var maintenance = Sample.planned(window).maintenance();
    assertThat(HostSilence.of(host, maintenance, Sample.day(20).plus(silence)).isPresent())
        .isEqualTo(silent);
  }

  @Test
  void rule_6_jobs_that_are_not_expected_are_not_due() {
    var daily = Sample.host(Sample.state(Sample.line("d", Sample.daily()))).with(lines(5));
    var from = Sample.day(20).plus(Duration.ofHours(2));
    var some =
        new MaintenanceWindow(
            "dumps",
            MaintenanceWindow.Kind.MAINTENANCE,
            new JobMatch(Glob.ANY, new Glob("d"), Optional.empty()),
            new Recurrence.Listed(List.of(new Interval(from, from.plus(Duration.ofHours(1))))));
    var after = Sample.day(20).plus(Duration.ofHours(5));
    assertThat(HostSilence.of(daily, Maintenance.NONE, after)).isPresent();
    assertThat(HostSilence.of(daily, () -> List.of(some), after)).isEmpty();
  }

  @Test
  void rule_1_a_host_of_which_nothing_was_due_is_not_silent() {
    var daily = Sample.state(Sample.line("d", Sample.daily()));
    assertThat(after(lines(5), Duration.ofHours(2), daily)).isEmpty();
    assertThat(after(lines(5), Duration.ofHours(3), daily)).isPresent();
  }

  @Test
  void rule_2_a_host_that_was_off_at_this_time_of_day_may_be_off_as_long() {
    var off = new Interval(Sample.day(19), Sample.day(19.5));
    var signs = lines(5).withOff(off);
    assertThat(after(signs, Duration.ofHours(13), hourly())).isEmpty();
    assertThat(after(signs, Duration.ofHours(13).plusSeconds(1), hourly())).isPresent();
  }

  @Test
  void rule_2_a_host_that_was_off_at_another_time_may_not() {
    var off = new Interval(Sample.day(19.25), Sample.day(19.75));
    assertThat(after(lines(5).withOff(off), Duration.ofHours(2), hourly())).isPresent();
  }

  @Test
  void rule_2_midnight_is_the_same_time_from_both_sides() {
    var off = new Interval(Sample.day(19).minusSeconds(600), Sample.day(19.5));
    assertThat(after(lines(5).withOff(off), Duration.ofHours(12), hourly())).isEmpty();
  }

  @Test
  void rule_3_a_host_that_is_often_off_may_be_off_for_three_days() {
    var signs = lines(5);
    for (int day = 10; day < 13; day++)
      signs = signs.withOff(new Interval(Sample.day(day + 0.3), Sample.day(day + 0.6)));
    assertThat(after(signs, Duration.ofDays(3), hourly())).isEmpty();
    assertThat(after(signs, Duration.ofDays(3).plusSeconds(1), hourly())).isPresent();
  }

  @Test
  void rule_3_what_was_long_ago_does_not_count() {
    var signs = lines(5);
    for (int day = 1; day < 4; day++)
      signs = signs.withOff(new Interval(Sample.day(day + 0.3), Sample.day(day + 0.6)));
    assertThat(after(signs, Duration.ofHours(2), hourly())).isPresent();
  }

  @Test
  void rule_4_a_host_that_is_hardly_known_may_be_silent_for_a_day() {
    var signs = HostSigns.NONE.lineAt(Sample.day(20).minusSeconds(300)).lineAt(Sample.day(20));
    assertThat(after(signs, Duration.ofDays(1), hourly())).isEmpty();
    assertThat(after(signs, Duration.ofDays(1).plusSeconds(1), hourly())).isPresent();
  }

  @Test
  void rule_5_a_host_without_jobs_is_never_silent() {
    assertThat(after(lines(5), Duration.ofDays(300))).isEmpty();
    var retired = hourly().retired("gone", Sample.day(1));
    assertThat(after(lines(5), Duration.ofDays(300), retired)).isEmpty();
  }

  @Test
  void a_host_of_which_nothing_was_ever_seen_is_not_silent() {
    assertThat(after(HostSigns.NONE, Duration.ofDays(9), hourly())).isEmpty();
  }

  @Test
  void pings_come_from_no_host() {
    var pings = HostState.found(Host.HEARTBEATS, Sample.MONDAY, Sample.UTC);
    var host = pings.with(Map.of("h", hourly())).with(lines(5));
    assertThat(HostSilence.of(host, Maintenance.NONE, Sample.day(30))).isEmpty();
  }

  @Test
  void it_says_since_when_and_for_how_many_jobs() {
    var stoppage = after(lines(5), Duration.ofHours(2), hourly()).orElseThrow();
    assertThat(stoppage.job().kind()).isEqualTo(JobKind.HOST);
    assertThat(stoppage.firstMissed()).isEqualTo(Sample.day(20));
    assertThat(stoppage.origin().basis()).isEqualTo(Basis.SILENCE);
    assertThat(stoppage.reasons())
        .containsExactly(
            "nothing was received from the host since " + Sample.day(20),
            "1 job unknown since then");
  }
}
