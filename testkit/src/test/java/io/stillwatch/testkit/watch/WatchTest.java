// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Host ORDERS = Host.rds("orders-mysql");

  private final Scenario scenario = new Scenario(START);

  @Test
  void a_daily_job_that_stops_is_silent_after_its_first_missed_run() throws Exception {
    daily("ops-1", "backup.sh", 0, 20);
    hourly("ops-1", 0, 24);
    scenario.until(day(22));

    var silence = scenario.firstSilence("backup.sh").orElseThrow();
    assertThat(silence.at())
        .isBetween(day(20).plus(Duration.ofHours(2)), day(20).plus(Duration.ofHours(3)));
    assertThat(silence.stoppage().missedRuns()).isEqualTo(1);
    assertThat(silence.stoppage().lastSeen()).isEqualTo(at(19, "backup.sh"));
  }

  @Test
  void jobs_that_run_as_ever_are_never_silent() throws Exception {
    daily("ops-1", "backup.sh", 0, 30);
    hourly("ops-1", 0, 30);
    scenario.until(day(30));

    assertThat(scenario.silences()).isEmpty();
  }

  @Test
  void a_stop_never_becomes_normal() throws Exception {
    daily("ops-1", "backup.sh", 0, 20);
    hourly("ops-1", 0, 80);
    scenario.until(day(80));

    var last = scenario.silences().getLast();
    assertThat(last.at()).isEqualTo(day(80));
    assertThat(last.stoppage().missedRuns()).isEqualTo(60);
  }

  @Test
  void while_we_are_blind_nothing_is_called_missed() throws Exception {
    daily("ops-1", "backup.sh", 0, 40);
    hourly("ops-1", 0, 40);
    scenario.until(day(20)).blindUntil(day(23));

    assertThat(scenario.silences()).isEmpty();
    assertThat(scenario.stores().jobs().verdicts(day(20), day(23)))
        .extracting(JudgedRun::verdict)
        .isNotEmpty()
        .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Unknown.class));
  }

  @Test
  void evidence_that_comes_late_mends_what_was_unknown() throws Exception {
    daily("ops-1", "backup.sh", 0, 40);
    hourly("ops-1", 0, 40);
    scenario.until(day(20)).blindUntil(day(22)).until(day(24));

    assertThat(scenario.silences()).isEmpty();
    assertThat(scenario.stores().jobs().verdicts(day(20), day(24)))
        .extracting(judged -> judged.verdict().word())
        .containsOnly("on-time");
  }

  @Test
  void an_rds_log_that_grows_instead_of_rotating_is_silent_and_tells_its_growth() throws Exception {
    for (int hour = 0; hour < 30 * 24; hour += 2) rotatesUntil(20, hour);
    scenario.until(day(30));

    var silence = scenario.firstSilence("mysql-slowquery.log").orElseThrow();
    assertThat(silence.at())
        .isBetween(day(20).plus(Duration.ofHours(2)), day(20).plus(Duration.ofHours(6)));
    assertThat(scenario.silences().getLast().stoppage().growth().bytesPerDay())
        .isBetween(2_000.0, 2_800.0);
  }

  @Test
  void the_line_that_names_the_instance_is_the_driver_of_its_rotation() throws Exception {
    for (int hour = 0; hour < 24 * 24; hour += 2) rotatesUntil(20, hour);
    daily("ops-1", "rotate.sh orders-mysql", 0, 24);
    scenario.until(day(24));

    var rotation = scenario.firstSilence("mysql-slowquery.log").orElseThrow().stoppage().job();
    assertThat(scenario.stores().jobs().jobs())
        .filteredOn(job -> job.id().equals(rotation.driver()))
        .extracting(job -> job.name())
        .containsExactly("/opt/rotate.sh orders-mysql");
  }

  @Test
  void a_command_that_takes_over_the_time_of_a_similar_one_continues_its_job() throws Exception {
    daily("ops-1", "rotate.sh", 0, 20);
    daily("ops-1", "rotaet.sh", 20, 24);
    hourly("ops-1", 0, 24);
    scenario.until(day(24));

    assertThat(scenario.stores().jobs().jobs())
        .extracting(job -> job.name())
        .contains("/opt/rotate.sh")
        .doesNotContain("/opt/rotaet.sh");
    assertThat(scenario.silences()).isEmpty();
  }

  @Test
  void when_cron_starts_nothing_any_more_the_whole_host_is_one_story() throws Exception {
    daily("ops-1", "backup.sh", 0, 20);
    hourly("ops-1", 0, 20);
    hourly("web-1", 0, 24);
    scenario.until(day(23));

    var last = scenario.silences().getLast().at();
    assertThat(scenario.silences())
        .filteredOn(silent -> silent.at().equals(last))
        .hasSize(2)
        .extracting(silent -> silent.stoppage().job().group())
        .containsOnly(scenario.silences().getFirst().stoppage().job().group());
  }

  @Test
  void two_lines_with_the_same_command_are_told_apart_by_their_time() throws Exception {
    scenario
        .configuration("ops-1", START)
        .audits(_ -> new Audit(List.of(line("a", 2), line("b", 14)), List.of()));
    for (int day = 0; day < 20; day++) {
      backup(day, 2);
      if (day < 18) backup(day, 14);
    }
    hourly("ops-1", 0, 20);
    scenario.until(day(20));

    assertThat(scenario.silences())
        .isNotEmpty()
        .allSatisfy(silent -> {
          assertThat(silent.stoppage().job().id()).isEqualTo("b");
          assertThat(silent.stoppage().firstMissed()).isEqualTo(day(18).plus(Duration.ofHours(14)));
        });
  }

  @Test
  void a_configuration_that_comes_late_takes_over_what_was_learned() throws Exception {
    scenario
        .configuration("ops-1", day(12))
        .audits(request ->
            new Audit(
                request.config().files().isEmpty() ? List.of() : List.of(line("a", 2)), List.of()));
    for (int day = 0; day < 20; day++) backup(day, 2);
    hourly("ops-1", 0, 20);
    scenario.until(day(20));

    assertThat(scenario.silences()).isEmpty();
    assertThat(scenario.stores().jobs().jobs())
        .filteredOn(job -> job.name().contains("backup"))
        .extracting(job -> job.schedule().inWords())
        .containsExactlyInAnyOrder("configured by now", "daily at 02:00 UTC");
  }

  @Test
  void a_weekly_rotation_is_on_time_after_six_days_as_after_eight() throws Exception {
    var log = Host.server("ops-1");
    scenario.configuration("ops-1", START).audits(_ -> new Audit(List.of(weekly()), List.of()));
    var closed = START;
    for (int day : new int[] {6, 14, 21, 27, 35}) {
      for (var at = closed; at.isBefore(day(day)); at = at.plus(Duration.ofDays(1)))
        scenario.listing(log, at.plusSeconds(3600), app(5_000), closedApp(closed));
      closed = day(day);
    }
    for (int day = 35; day < 50; day++)
      scenario.listing(log, day(day).plusSeconds(3600), app(9_000), closedApp(closed));
    scenario.until(day(49));

    assertThat(scenario.stores().jobs().verdicts(START, day(50)))
        .extracting(run -> run.verdict().word())
        .startsWith("on-time", "on-time", "on-time", "on-time", "on-time", "missed")
        .doesNotContain("late");
    assertThat(scenario.silences().getFirst().at()).isBetween(day(43), day(45));
  }

  private static LogFile app(long size) {
    return new LogFile("/var/log/app.log", size, LogFile.NOT_TOLD);
  }

  private static LogFile closedApp(Instant at) {
    return new LogFile("/var/log/app.log.1", at.getEpochSecond() % 10_007, at);
  }

  private static Job weekly() {
    return new Job(
        "w",
        JobKind.LOG_ROTATION,
        "/var/log/app.log",
        Host.server("ops-1"),
        new Schedule.SinceLast(Duration.ofDays(8), "weekly"),
        new Definition("/etc/logrotate.d/app", 1, "root", "weekly"),
        "/var/log/app.log",
        "");
  }

  @Test
  void a_log_in_which_cron_never_spoke_says_nothing_of_its_jobs() throws Exception {
    scenario.configuration("ops-1", START).audits(_ -> new Audit(List.of(line("a", 2)), List.of()));
    for (int day = 0; day < 20; day++) scenario.noise("ops-1", day(day), "rsyslogd was HUPed");
    for (int day = 14; day < 20; day++) backup(day, 2);
    scenario.until(day(20));

    assertThat(scenario.silences()).isEmpty();
  }

  private void backup(int day, int hour) {
    scenario.cron("ops-1", day(day).plus(Duration.ofHours(hour)).plusSeconds(1), "root", "backup");
  }

  /// A line of a crontab that starts the backup each day at that hour.
  private static Job line(String id, int hour) {
    var all = new BitSet();
    all.set(0, 32);
    var fields = new CronFields(only(0), only(hour), all, all, all, true, true);
    var schedule =
        new Schedule.Cron("0 " + hour + " * * *", fields, ZoneId.of("UTC"), Duration.ofDays(1));
    return new Job(
        id,
        JobKind.CRON,
        "backup " + id,
        Host.server("ops-1"),
        schedule,
        new Definition("/etc/crontab", hour, "root", "backup"),
        "backup",
        "");
  }

  private static BitSet only(int value) {
    var set = new BitSet();
    set.set(value);
    return set;
  }

  private void daily(String host, String script, int from, int until) {
    for (int day = from; day < until; day++)
      scenario.cron(host, at(day, script), "root", "/opt/" + script);
  }

  private void hourly(String host, int from, int until) {
    for (int hour = from * 24; hour < until * 24; hour++) {
      scenario.cron(
          host,
          START.plus(Duration.ofHours(hour)).plusSeconds(17 * 60 + 1),
          "root",
          "run-parts /etc/cron.hourly");
    }
  }

  /// One listing; the slow log is rotated each day at 02:30 and gets 100 bytes an hour.
  private void rotatesUntil(int lastDay, int hour) {
    var at = START.plus(Duration.ofHours(hour));
    var files = new ArrayList<LogFile>();
    int closed = Math.min(lastDay, Math.floorDiv(hour * 60 - 150, 24 * 60) + 1);
    for (int day = Math.max(0, closed - 14); day < closed; day++) {
      var rotated = at(day, "");
      files.add(
          new LogFile(
              "slowquery/mysql-slowquery.log." + rotated.toString().substring(0, 10),
              2_400,
              rotated));
    }
    var since = closed == 0 ? START : at(closed - 1, "");
    files.add(
        new LogFile(
            "slowquery/mysql-slowquery.log",
            Duration.between(since, at).toMinutes() * 100 / 60,
            at));
    scenario.listing(ORDERS, at, files.toArray(LogFile[]::new));
  }

  private static Instant at(int day, String script) {
    return day(day).plusSeconds(150 * 60 + (script.isEmpty() ? 5 : 1));
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }
}
