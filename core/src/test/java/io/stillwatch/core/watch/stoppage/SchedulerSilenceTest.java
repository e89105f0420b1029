// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.state.Configuration;
import io.stillwatch.core.state.FreeSpace;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// cron was last heard on day 10; its jobs were missed since.
class SchedulerSilenceTest {
  private static final Instant HEARD = Sample.day(10);

  /// Cron spoke last on day 10, other lines came until day 11.
  private static HostState host(JobState... jobs) {
    var signs = HostSigns.NONE.cronAt(Sample.day(1)).cronAt(HEARD).lineAt(Sample.day(11));
    return Sample.host(jobs).with(signs);
  }

  private static JobState hourly(String id, int missed) {
    return missed(id, Sample.hourly(), missed);
  }

  private static JobState missed(String id, Schedule schedule, int times) {
    var job = Sample.state(Sample.line(id, schedule));
    var first = HEARD.plusSeconds(1_020);
    return times == 0 ? job : Sample.missed(job, times, first, first.plusSeconds(3_600));
  }

  private static Optional<Stoppage> of(HostState host) {
    return SchedulerSilence.of(host, Maintenance.NONE, Sample.day(11));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void the_daemon_has_stopped(String what, List<JobState> jobs, boolean stopped) {
    assertThat(of(host(jobs.toArray(JobState[]::new))).isPresent()).isEqualTo(stopped);
  }

  static List<Arguments> rows() {
    var daily = Sample.state(Sample.line("d", Sample.daily()));
    var minutes = Sample.everyMinutes(5);
    return List.of(
        arguments("2 two jobs were missed", List.of(hourly("a", 1), hourly("b", 1)), true),
        arguments(
            "2 the most frequent of several was missed", List.of(hourly("a", 1), daily), true),
        arguments("2 the only job of the host was missed", List.of(hourly("a", 5)), false),
        arguments(
            "2 a less frequent one was missed",
            List.of(missed("d", Sample.daily(), 1), hourly("a", 0)),
            false),
        arguments(
            "2 a job below an hour was missed twice",
            List.of(missed("m", minutes, 2), daily),
            false),
        arguments(
            "2 a job below an hour was missed three times",
            List.of(missed("m", minutes, 3), daily),
            true),
        arguments("1 nothing was missed", List.of(hourly("a", 0), hourly("b", 0)), false),
        arguments("without jobs there is no daemon", List.of(), false),
        arguments(
            "retired jobs do not count",
            List.of(hourly("a", 1).retired("gone", HEARD), hourly("b", 1)),
            false));
  }

  @Test
  void rule_1_a_miss_before_the_last_line_of_cron_is_of_the_job() {
    var before =
        Sample.missed(Sample.state(Sample.line("a", Sample.hourly())), 3, Sample.day(9.9), HEARD);
    assertThat(of(host(before, hourly("b", 0)))).isEmpty();
    assertThat(SchedulerSilence.holdsUp(host(before), before, Sample.day(11))).isFalse();
  }

  @Test
  void a_clock_that_was_set_skips_what_was_due() {
    var host = host(hourly("a", 1), hourly("b", 1));
    var set = new Interval(HEARD, Sample.day(11));
    assertThat(of(host)).isPresent();
    assertThat(of(host.with(host.signs().withClockChange(set)))).isEmpty();
  }

  @Test
  void rule_1_a_host_that_gave_no_other_sign_may_be_away() {
    var away =
        Sample.host(hourly("a", 1), hourly("b", 1))
            .with(HostSigns.NONE.cronAt(Sample.day(1)).cronAt(HEARD));
    assertThat(of(away)).isEmpty();
  }

  @Test
  void listings_are_other_signs() {
    var signs = HostSigns.NONE.cronAt(Sample.day(1)).cronAt(HEARD).snapshotAt(Sample.day(11));
    assertThat(of(Sample.host(hourly("a", 1), hourly("b", 1)).with(signs))).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cron runs and only snapshots come,            11,   10, 9.98, true,  HOST",
    "cron does not run,                            11,   10, 9.98, false, SCHEDULER",
    "other lines come,                             11,   11, 9.98, true,  SCHEDULER",
    "the snapshot was taken before the first miss, 10,   11, 9.98, true,  SCHEDULER",
    "the others ended long before cron,            11,   10, 9.9,  true,  SCHEDULER",
    "a line of another ended the log,              11, 10.005, 9,  true,  HOST",
  })
  void rule_1_a_snapshot_tells_a_silent_log_from_a_stopped_daemon(
      String what, double snapshot, double line, double unit, String running, JobKind kind) {
    var host = silent(snapshot, line, HostSigns.NONE.systemdAt(Sample.day(unit)), running);
    assertThat(of(host).orElseThrow().job().kind()).isEqualTo(kind);
  }

  /// Two jobs were missed, and a snapshot says whether cron runs.
  private static HostState silent(double snapshot, double line, HostSigns units, String running) {
    var signs =
        units
            .cronAt(Sample.day(1))
            .cronAt(HEARD)
            .lineAt(Sample.day(line))
            .snapshotAt(Sample.day(snapshot));
    var taken = new Configuration.Snapshots("s", "", "", Sample.day(snapshot));
    var platform =
        new Platform(Platform.Dialect.DEBIAN, Sample.UTC, "cron", Map.of("cron.running", running));
    var known = Configuration.unknown(Sample.UTC).with(taken, platform, FreeSpace.UNKNOWN);
    return Sample.host(hourly("a", 9), hourly("b", 9)).with(signs).with(known);
  }

  private static HostState silent() {
    return silent(11, 10, HostSigns.NONE.systemdAt(Sample.day(9.98)), "true");
  }

  @Test
  void rule_1_a_log_of_cron_alone_is_silent_if_cron_hangs() {
    var host = silent(11, 10, HostSigns.NONE, "true");
    assertThat(of(host).orElseThrow().job().kind()).isEqualTo(JobKind.SCHEDULER);
  }

  @Test
  void rule_1_a_table_that_cron_dropped_silences_no_log() {
    var dropped = new Configuration.LostJobs("f", "CF01", "bad line", List.of("a", "b"), HEARD);
    var host = silent();
    var lost = host.with(host.configuration().withLost(List.of(dropped)));
    assertThat(of(host).orElseThrow().job().kind()).isEqualTo(JobKind.HOST);
    assertThat(of(lost).orElseThrow().job().kind()).isEqualTo(JobKind.SCHEDULER);
  }

  @Test
  void jobs_that_a_silent_log_hides_are_not_reported_as_stopped() {
    var complete = Sample.day(11);
    var unknown = silent(11, 10, HostSigns.NONE.systemdAt(Sample.day(9.98)), "false");
    assertThat(HostStoppages.of(unknown, Maintenance.NONE, complete)).containsKeys("a", "b");
    assertThat(HostStoppages.of(silent(), Maintenance.NONE, complete).values())
        .extracting(stoppage -> stoppage.job().kind())
        .containsExactly(JobKind.HOST);
  }

  @Test
  void what_a_log_hid_stays_unknown_once_lines_come_again() {
    var back = Sample.day(11.03);
    var host = silent();
    var heard = host.with(host.signs().cronAt(back));
    var first = Optional.of(Sample.day(11.02));
    assertThat(SchedulerSilence.heardAgain(host, heard, first, back).signs().silent().spans())
        .containsExactly(new Interval(HEARD, Sample.day(11.02)));
    assertThat(SchedulerSilence.heardAgain(host, host, Optional.empty(), back)).isEqualTo(host);
    var stopped = silent(11, 10, HostSigns.NONE, "true");
    var again = stopped.with(stopped.signs().cronAt(back));
    assertThat(SchedulerSilence.heardAgain(stopped, again, first, back)).isEqualTo(again);
  }

  @Test
  void units_of_systemd_say_nothing_about_cron() {
    var unit =
        Sample.missed(
            Sample.state(Sample.line("u", Sample.hourly(), "root", "a.service")),
            3,
            Sample.day(10.1),
            Sample.day(10.5));
    assertThat(of(host(unit, hourly("b", 0)))).isEmpty();
    assertThat(SchedulerSilence.holdsUp(host(unit), unit, Sample.day(11))).isFalse();
  }

  @Test
  void pings_have_no_scheduler() {
    var pings =
        HostState.found(Host.HEARTBEATS, Sample.MONDAY, Sample.UTC)
            .with(host(hourly("a", 1), hourly("b", 1)).jobs())
            .with(host().signs());
    assertThat(of(pings)).isEmpty();
  }

  @Test
  void it_says_since_when_and_how_many_jobs_wait() {
    var stoppage = of(host(hourly("a", 1), hourly("b", 1))).orElseThrow();
    assertThat(stoppage.job().kind()).isEqualTo(JobKind.SCHEDULER);
    assertThat(stoppage.job().name()).isEqualTo("cron on ops-1");
    assertThat(stoppage.lastSeen()).isEqualTo(HEARD);
    assertThat(stoppage.group()).isEqualTo(SchedulerSilence.id(Sample.HOST));
    assertThat(stoppage.reasons())
        .containsExactly("cron started nothing since " + HEARD, "2 jobs missed since then");
  }

  @ParameterizedTest(name = "{0}: lines until day {1}, complete until day {2}")
  @CsvSource({
    "3 for a day and two periods: silent, 3.2, 3.2, true",
    "3 less than a day: not yet, 1.9, 1.9, false",
    "3 other lines ended soon: the host may be away, 0.5, 9, false",
    "3 the log is not complete: not yet, 3.2, 0.9, false"
  })
  void a_cron_that_was_never_heard(String what, double lines, double complete, boolean silent) {
    var job = Sample.state(Sample.line("a", Sample.daily()));
    var host = Sample.host(job).with(HostSigns.NONE.lineAt(Sample.day(lines)));
    var snapshots = new Configuration.Snapshots("id", "", "f", Sample.MONDAY);
    var known =
        host.with(
            host.configuration()
                .with(snapshots, host.configuration().platform(), FreeSpace.UNKNOWN));
    assertThat(SchedulerSilence.of(known, Maintenance.NONE, Sample.day(complete)).isPresent())
        .isEqualTo(silent);
    assertThat(SchedulerSilence.of(host, Maintenance.NONE, Sample.day(complete)))
        .as("without a crontab")
        .isEmpty();
  }

  @Test
  void rule_4_a_window_of_the_whole_host_does_not_count_towards_the_day() {
    var job = Sample.state(Sample.line("a", Sample.daily()));
    var host = Sample.host(job).with(HostSigns.NONE.lineAt(Sample.day(2.5)));
    var snapshots = new Configuration.Snapshots("id", "", "f", Sample.MONDAY);
    var known =
        host.with(
            host.configuration()
                .with(snapshots, host.configuration().platform(), FreeSpace.UNKNOWN));
    var patched = Sample.planned(new Interval(Sample.day(1), Sample.day(2))).maintenance();
    assertThat(SchedulerSilence.of(known, Maintenance.NONE, Sample.day(2.5))).isPresent();
    assertThat(SchedulerSilence.of(known, patched, Sample.day(2))).isEmpty();
  }
}
