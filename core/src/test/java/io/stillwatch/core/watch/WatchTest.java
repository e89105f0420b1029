// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.Auditor;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.RotationRule;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The watch as a whole, on stories of one or two hosts.
class WatchTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z"); // a Monday
  private static final Host ORDERS = Host.rds("orders-mysql");
  private static final Host OPS = Host.server("ops-1");

  private final Scenario scenario = new Scenario(START);

  @Test
  void a_daily_job_that_stops_is_reported_within_its_first_missed_run() throws Exception {
    daily("backup.sh", 0, 20);
    hourly("ops-1", 0, 22);
    scenario.until(day(22));

    var silence = scenario.silence("backup.sh");
    assertThat(silence.from())
        .isBetween(day(20).plus(Duration.ofMinutes(165)), day(20).plus(Duration.ofMinutes(180)));
    assertThat(silence.stoppage().firstMissed()).isEqualTo(day(20).plus(Duration.ofMinutes(150)));
    assertThat(silence.stoppage().lastSeen()).isEqualTo(at(19));
  }

  @Test
  void jobs_that_run_as_usual_are_never_silent() throws Exception {
    daily("backup.sh", 0, 30);
    hourly("ops-1", 0, 30);
    scenario.until(day(30));

    assertThat(scenario.silences()).isEmpty();
  }

  @Test
  void t17_a_stoppage_of_180_days_never_becomes_normal() throws Exception {
    daily("backup.sh", 0, 20);
    hourly("ops-1", 0, 200);
    scenario.until(day(200));

    var silence = scenario.silence("backup.sh");
    assertThat(silence.until()).isEmpty();
    assertThat(silence.stoppage().missedRuns()).isEqualTo(180);
  }

  @Test
  void while_we_are_blind_nothing_is_called_missed() throws Exception {
    daily("backup.sh", 0, 40);
    hourly("ops-1", 0, 40);
    scenario.until(day(20)).blindUntil(day(23));

    assertThat(scenario.silences()).isEmpty();
    assertThat(scenario.verdicts("backup.sh"))
        .filteredOn(judged -> !judged.due().isBefore(day(20)))
        .isNotEmpty()
        .extracting(JudgedRun::verdict)
        .containsOnly(new Verdict.Unknown(Verdict.Why.NO_EVIDENCE));
  }

  @Test
  void t14_evidence_that_comes_late_settles_what_was_unknown() throws Exception {
    daily("backup.sh", 0, 40);
    hourly("ops-1", 0, 40);
    scenario.until(day(20)).blindUntil(day(22)).until(day(24));

    assertThat(scenario.silences()).isEmpty();
    assertThat(scenario.verdicts("backup.sh"))
        .filteredOn(judged -> !judged.due().isBefore(day(20)))
        .extracting(judged -> judged.verdict().word())
        .containsOnly("on-time");
  }

  @Test
  void j1_a_rotation_that_nothing_drives_any_more_is_reported_within_its_period() throws Exception {
    var cron = Jobs.daily("logrotate", "ops-1", 6, 25);
    configured(daily -> List.of(cron, rotation(Frequency.DAILY, cron)));
    for (int day = 0; day < 30; day++) {
      if (day < 10)
        scenario.cron("ops-1", day(day).plusSeconds(385 * 60 + 1), "root", "/opt/logrotate.sh");
      rotatesAt(day, Math.min(day, 9));
    }
    scenario.until(day(29));

    var silence = scenario.silence("/var/log/app.log");
    assertThat(silence.from()).isBetween(day(10).plus(Duration.ofHours(6)), day(11));
    assertThat(silence.until()).isEmpty();
  }

  @Test
  void j2_a_rotation_whose_cron_line_was_removed_stays_due() throws Exception {
    var cron = Jobs.daily("logrotate", "ops-1", 6, 25);
    var rotation = rotation(Frequency.DAILY, cron);
    scenario.configuration("ops-1", START, "with").configuration("ops-1", day(10), "without");
    scenario.audits(request -> {
      if (request.config().files().isEmpty()) return new Audit(List.of(), List.of());
      boolean with = request.config().files().getFirst().text().equals("with");
      var undriven =
          new io.stillwatch.core.job.Schedule.Rotation(
              RotationRule.of(Frequency.DAILY, "daily"),
              new io.stillwatch.core.job.Schedule.Learning(0, 0),
              Jobs.UTC);
      return new Audit(
          with ? List.of(cron, rotation) : List.of(rotation.withSchedule(undriven).withDriver("")),
          List.of());
    });
    for (int day = 0; day < 14; day++) {
      if (day < 10)
        scenario.cron("ops-1", day(day).plusSeconds(385 * 60 + 1), "root", "/opt/logrotate.sh");
      rotatesAt(day, Math.min(day, 9));
    }
    hourly("ops-1", 0, 14);
    scenario.until(day(13));

    assertThat(scenario.silence("/var/log/app.log").from())
        .isBefore(day(11).plus(Duration.ofHours(8)));
    assertThat(scenario.silences("logrotate")).isEmpty();
  }

  @Test
  void j3_a_stoppage_ends_with_the_run_and_never_changes_the_habit() throws Exception {
    daily("backup.sh", 0, 30);
    daily("backup.sh", 50, 70);
    hourly("ops-1", 0, 75);
    scenario.until(day(75));

    var silences = scenario.silences("backup.sh");
    assertThat(silences).hasSize(2);
    assertThat(silences.getFirst().until())
        .hasValueSatisfying(end -> assertThat(end).isBetween(at(50), at(50).plusSeconds(600)));
    assertThat(silences.getLast().from()).isBetween(at(70), day(70).plus(Duration.ofHours(6)));
  }

  @Test
  void j4_t15_a_job_at_half_past_two_is_due_once_when_summer_time_ends_and_begins()
      throws Exception {
    var berlin = ZoneId.of("Europe/Berlin");
    var autumn = new Scenario(Instant.parse("2025-10-20T00:00:00Z"), berlin, Duration.ofMinutes(5));
    autumn.audits(_ -> new Audit(List.of(Jobs.daily("backup", "ops-1", 2, 30, berlin)), List.of()));
    autumn.configuration("ops-1", Instant.parse("2025-10-20T00:00:00Z"), "x");
    for (var day = LocalDate.of(2025, 10, 20);
        day.isBefore(LocalDate.of(2025, 11, 3));
        day = day.plusDays(1)) {
      var run = day.atTime(2, 30).atZone(berlin).withEarlierOffsetAtOverlap().toInstant();
      autumn.cron("ops-1", run.plusSeconds(1), "root", "/opt/backup.sh");
      for (int hour = 0; hour < 24; hour++)
        autumn.cron(
            "ops-1",
            day.atTime(0, 17).atZone(berlin).toInstant().plusSeconds(hour * 3600L),
            "root",
            "hourly");
    }
    autumn.until(Instant.parse("2025-11-02T00:00:00Z"));
    assertThat(autumn.silences()).isEmpty();
    assertThat(autumn.words("backup")).containsOnly("on-time").hasSize(13);

    var spring = new Scenario(Instant.parse("2026-03-25T00:00:00Z"), berlin, Duration.ofMinutes(5));
    spring.audits(_ -> new Audit(List.of(Jobs.daily("backup", "ops-1", 2, 30, berlin)), List.of()));
    spring.configuration("ops-1", Instant.parse("2026-03-25T00:00:00Z"), "x");
    for (var day = LocalDate.of(2026, 3, 25);
        day.isBefore(LocalDate.of(2026, 4, 3));
        day = day.plusDays(1)) {
      var run =
          day.equals(LocalDate.of(2026, 3, 29))
              ? Instant.parse("2026-03-29T01:00:00Z") // as the clock jumps from 02:00 to 03:00
              : day.atTime(2, 30).atZone(berlin).toInstant();
      spring.cron("ops-1", run.plusSeconds(1), "root", "/opt/backup.sh");
      for (int hour = 0; hour < 24; hour++)
        spring.cron(
            "ops-1",
            day.atTime(0, 17).atZone(berlin).toInstant().plusSeconds(hour * 3600L),
            "root",
            "hourly");
    }
    spring.until(Instant.parse("2026-04-02T00:00:00Z"));
    assertThat(spring.silences()).isEmpty();
    assertThat(spring.words("backup")).containsOnly("on-time");
  }

  @Test
  void hours_that_a_clock_skipped_are_no_silence_of_cron() throws Exception {
    for (int hour = 0; hour < 20 * 24; hour++) {
      if (hour == 340 || hour == 341) continue; // the clock goes from 04:00 to 06:00
      var due = day(0).plus(Duration.ofHours(hour));
      scenario.cron("ops-1", due.plusSeconds(9 * 60 + 13), "root", "/opt/mirror.sh");
      if (hour % 6 == 5)
        scenario.cron("ops-1", due.plusSeconds(18 * 60 + 5), "root", "/opt/archive.sh");
    }
    scenario.clocksAhead(day(0).plus(Duration.ofHours(342)), Duration.ofHours(2));
    scenario.until(day(18));
    assertThat(scenario.silences()).isEmpty();
    assertThat(scenario.words("mirror")).contains("unknown").doesNotContain("missed");
  }

  @Test
  void j5_t6_jobs_of_a_host_that_stop_at_once_are_one_group() throws Exception {
    for (int day = 0; day < 16; day++) {
      for (int job = 0; job < 60; job++) {
        if (day < 14)
          scenario.cron(
              "ops-1",
              at(day).plusSeconds(60L * (job % 10)),
              "root",
              "/opt/j" + job + "x" + job * 7919);
      }
    }
    hourly("ops-1", 0, 16);
    scenario.until(day(16));

    var groups = scenario.silences("/opt/j").stream().map(s -> s.stoppage().group()).distinct();
    assertThat(scenario.silences("/opt/j")).hasSize(60);
    assertThat(groups).hasSize(1);
  }

  @Test
  void t13_a_dead_cron_daemon_is_one_stoppage_of_the_scheduler_with_its_jobs() throws Exception {
    daily("backup.sh", 0, 20);
    hourly("ops-1", 0, 20);
    for (int hour = 0; hour < 24 * 24; hour++)
      scenario.noise("ops-1", hour(hour).plusSeconds(600), "Accepted");
    hourly("web-1", 0, 24);
    scenario.until(day(23));

    var scheduler = scenario.silence("cron on ops-1").stoppage();
    assertThat(scheduler.job().kind()).isEqualTo(JobKind.SCHEDULER);
    assertThat(scenario.silence("cron on ops-1").from())
        .isBefore(day(20).plus(Duration.ofMinutes(80)));
    assertThat(scenario.silences().stream().map(s -> s.stoppage().group()).distinct())
        .containsExactly(scheduler.group());
    assertThat(scenario.silences("backup.sh")).hasSize(1);
  }

  @Test
  void a_host_that_sends_nothing_is_blindness_and_not_the_stoppage_of_its_jobs() throws Exception {
    daily("backup.sh", 0, 20);
    hourly("ops-1", 0, 20);
    hourly("web-1", 0, 24);
    scenario.until(day(23));

    var host = scenario.silence("host ops-1").stoppage();
    assertThat(host.job().kind()).isEqualTo(JobKind.HOST);
    assertThat(host.origin().basis()).isEqualTo(Basis.SILENCE);
    assertThat(scenario.silences())
        .extracting(s -> s.stoppage().job().kind())
        .containsOnly(JobKind.HOST);
  }

  @Test
  void j6_t5_a_job_that_is_no_longer_configured_is_retired() throws Exception {
    var backup = Jobs.daily("backup", "ops-1", 2, 30);
    scenario.configuration("ops-1", START, "with").configuration("ops-1", day(15), "without");
    scenario.audits(request ->
        new Audit(text(request).equals("with") ? List.of(backup) : List.of(), List.of()));
    for (int day = 0; day < 10; day++) scenario.cron("ops-1", at(day), "root", "/opt/backup.sh");
    hourly("ops-1", 0, 20);
    scenario.until(day(20));

    var silence = scenario.silence("backup");
    assertThat(silence.from()).isBefore(day(10).plus(Duration.ofHours(6)));
    assertThat(silence.until())
        .hasValueSatisfying(end -> assertThat(end).isBetween(day(15), day(15).plusSeconds(600)));
    assertThat(status("/opt/backup.sh").retirement().why()).isEqualTo("no longer configured");
    assertThat(status("/opt/backup.sh").health()).isEqualTo(JobHealth.INACTIVE);
  }

  @Test
  void a_run_that_cron_starts_although_it_should_refuse_the_line_is_one() throws Exception {
    var backup = Jobs.daily("backup", "ops-1", 2, 30);
    var fault = Sample.fault(OPS, "fault", day(10), "backup");
    scenario.configuration("ops-1", START, "good").configuration("ops-1", day(10), "bad");
    scenario.audits(request ->
        new Audit(List.of(backup), text(request).equals("bad") ? List.of(fault) : List.of()));
    for (int day = 0; day < 14; day++) scenario.cron("ops-1", at(day), "root", "/opt/backup.sh");
    hourly("ops-1", 0, 18);
    scenario.until(day(18));

    assertThat(scenario.words("backup")).contains("on-time", "missed").doesNotContain("failed");
    assertThat(scenario.silence("backup").stoppage().firstMissed())
        .isBetween(day(14), day(14).plus(Duration.ofHours(3)));
  }

  @Test
  void j7_runs_that_fail_are_judged_failed_and_reported() throws Exception {
    var backup = Jobs.daily("backup", "ops-1", 2, 30);
    configured(_ -> List.of(backup));
    for (int day = 0; day < 14; day++) {
      scenario.line(
          "ops-1",
          at(day),
          "/opt/backup.sh",
          new LogEvent.RunStarted("root", "/opt/backup.sh", 100 + day));
      if (day >= 10 && day < 12)
        scenario.line(
            "ops-1",
            at(day).plusSeconds(40),
            "failed",
            new LogEvent.RunFailed("exit status 127", 100 + day));
    }
    hourly("ops-1", 0, 14);
    scenario.until(day(14));

    var silence = scenario.silence("backup");
    assertThat(silence.stoppage().origin().basis()).isEqualTo(Basis.FAILURES);
    assertThat(silence.from()).isBetween(at(10), at(10).plusSeconds(600));
    assertThat(silence.until())
        .hasValueSatisfying(end -> assertThat(end).isBetween(at(12), at(12).plusSeconds(900)));
    assertThat(scenario.words("backup")).endsWith("failed", "failed", "on-time", "on-time");
  }

  @Test
  void j9_a_line_whose_time_cannot_be_read_keeps_the_schedule_that_was_intended() throws Exception {
    var good = Jobs.daily("backup", "ops-1", 2, 30);
    var broken = good.withSchedule(new io.stillwatch.core.job.Schedule.Learning(0, 4));
    scenario.configuration("ops-1", START, "good").configuration("ops-1", day(10), "broken");
    scenario.audits(
        request -> new Audit(List.of(text(request).equals("good") ? good : broken), List.of()));
    for (int day = 0; day < 10; day++) scenario.cron("ops-1", at(day), "root", "/opt/backup.sh");
    hourly("ops-1", 0, 14);
    scenario.until(day(13));

    assertThat(scenario.silence("backup").stoppage().firstMissed())
        .isEqualTo(day(10).plus(Duration.ofMinutes(150)));
  }

  @Test
  void j10_denser_listings_change_no_settled_verdict() throws Exception {
    var cron = Jobs.daily("logrotate", "ops-1", 6, 25);
    configured(_ -> List.of(cron, rotation(Frequency.DAILY, cron)));
    for (int day = 0; day < 20; day++) rotatesAt(day, Math.min(day, 4));
    for (int minute = 0; minute < 10 * 24 * 60; minute += 15) {
      scenario.listing(OPS, day(20).plusSeconds(minute * 60L + 30), app(50_000), closed(4));
    }
    scenario.until(day(30));

    var silence = scenario.silence("/var/log/app.log");
    assertThat(silence.until()).isEmpty();
    assertThat(silence.stoppage().missedRuns()).isEqualTo(25);
  }

  @Test
  void t2_a_configured_job_that_never_ran_is_reported_at_its_first_due_time() throws Exception {
    configured(_ -> List.of(Jobs.daily("backup", "ops-1", 2, 30)));
    hourly("ops-1", 0, 3);
    scenario.until(day(2));

    assertThat(scenario.silence("backup").from()).isBefore(day(0).plus(Duration.ofHours(6)));
    assertThat(scenario.silence("backup").stoppage().everSeen()).isFalse();
  }

  @Test
  void t4_a_run_that_is_reported_late_ends_the_stoppage_and_corrects_the_verdict()
      throws Exception {
    daily("backup.sh", 0, 20);
    hourly("ops-1", 0, 24);
    scenario.until(day(21));
    assertThat(scenario.silence("backup.sh").until()).isEmpty();
    scenario.cron("ops-1", at(20), "root", "/opt/backup.sh");
    scenario.cron("ops-1", at(21), "root", "/opt/backup.sh");
    scenario.until(day(22));

    assertThat(scenario.silence("backup.sh").until()).isPresent();
    assertThat(scenario.words("backup.sh")).doesNotContain("missed");
  }

  @Test
  void t19_a_quiet_rds_log_is_no_stoppage() throws Exception {
    for (int hour = 0; hour < 20 * 24; hour++) {
      scenario.listing(
          ORDERS,
          hour(hour).plusSeconds(120),
          new LogFile("error/mysql-error.log", 0, hour(hour)),
          new LogFile("slowquery/mysql-slowquery.log", 100, hour(hour)),
          new LogFile(
              "slowquery/mysql-slowquery.log."
                  + hour(hour).toString().substring(0, 13).replace('T', '-'),
              900,
              hour(hour)));
    }
    scenario.until(day(20));

    assertThat(scenario.silences()).isEmpty();
  }

  @Test
  void an_rds_log_that_grows_instead_of_rotating_is_silent_and_shows_its_growth() throws Exception {
    for (int hour = 0; hour < 30 * 24; hour += 2) rotatesUntil(20, hour);
    scenario.until(day(30));

    var silence = scenario.silence("mysql-slowquery.log");
    assertThat(silence.from())
        .isBetween(day(20).plus(Duration.ofHours(2)), day(20).plus(Duration.ofHours(6)));
    assertThat(silence.stoppage().growth().bytesPerDay()).isBetween(2_000.0, 2_800.0);
  }

  @Test
  void a_command_that_takes_over_the_time_of_a_similar_one_continues_its_job() throws Exception {
    daily("rotate.sh", 0, 20);
    daily("rotaet.sh", 20, 24);
    hourly("ops-1", 0, 24);
    scenario.until(day(24));

    assertThat(scenario.silences()).isEmpty();
    assertThat(scenario.jobs())
        .filteredOn(job -> job.job().name().contains("/opt/") && job.health() != JobHealth.INACTIVE)
        .hasSize(1);
  }

  @Test
  void two_programs_of_one_interpreter_are_two_jobs() throws Exception {
    for (int day = 0; day < 80; day++) {
      if (day % 7 == 6)
        scenario.cron("ops-1", day(day).plusSeconds(180 * 60 + 1), "root", "python3 weekly.py");
      if (day < 70)
        scenario.cron("ops-1", day(day).plusSeconds(183 * 60 + 1), "root", "python3 nightly.py");
    }
    hourly("ops-1", 0, 80);
    scenario.until(day(80));

    var silence = scenario.silence("nightly.py");
    assertThat(silence.until()).isEmpty();
    assertThat(scenario.silences()).hasSize(1);
  }

  @Test
  void two_lines_with_the_same_command_are_told_apart_by_their_time() throws Exception {
    var two = Jobs.daily("a", "ops-1", 2, 0);
    var fourteen = Jobs.daily("b", "ops-1", 14, 0);
    configured(_ -> List.of(sameCommand(two), sameCommand(fourteen)));
    for (int day = 0; day < 20; day++) {
      scenario.cron("ops-1", day(day).plusSeconds(2 * 3600 + 1), "root", "backup");
      if (day < 18) scenario.cron("ops-1", day(day).plusSeconds(14 * 3600 + 1), "root", "backup");
    }
    hourly("ops-1", 0, 20);
    scenario.until(day(20));

    assertThat(scenario.silences()).hasSize(1);
    assertThat(scenario.silences().getFirst().stoppage().job().id()).isEqualTo("b");
    assertThat(scenario.silences().getFirst().stoppage().firstMissed())
        .isEqualTo(day(18).plus(Duration.ofHours(14)));
  }

  @Test
  void a_configuration_that_comes_late_takes_over_what_was_learned() throws Exception {
    scenario.configuration("ops-1", day(12), "x");
    scenario.audits(request ->
        new Audit(
            request.config().files().isEmpty()
                ? List.of()
                : List.of(Jobs.daily("backup", "ops-1", 2, 30)),
            List.of()));
    daily("backup.sh", 0, 20);
    hourly("ops-1", 0, 20);
    scenario.until(day(20));

    assertThat(scenario.silences()).isEmpty();
    assertThat(scenario.jobs())
        .filteredOn(
            job -> job.job().name().contains("backup") && job.health() != JobHealth.INACTIVE)
        .extracting(job -> job.job().schedule().inWords())
        .containsExactly("daily at 02:30 UTC");
  }

  @Test
  void a_weekly_rotation_is_on_time_after_six_days_as_after_eight() throws Exception {
    var cron = Jobs.daily("logrotate", "ops-1", 0, 30);
    configured(_ -> List.of(cron, rotation(Frequency.WEEKLY, cron)));
    var closed = START;
    for (int day : new int[] {6, 14, 21, 27, 35}) {
      for (var at = closed; at.isBefore(day(day)); at = at.plus(Duration.ofDays(1)))
        scenario.listing(OPS, at.plusSeconds(3600), app(5_000), closedApp(closed));
      closed = day(day).plusSeconds(1800);
    }
    for (int day = 35; day < 50; day++)
      scenario.listing(OPS, day(day).plusSeconds(3600), app(9_000), closedApp(closed));
    scenario.until(day(49));

    assertThat(scenario.words("/var/log/app.log"))
        .startsWith("on-time", "on-time", "on-time", "on-time", "on-time", "missed")
        .doesNotContain("late");
    assertThat(scenario.silence("/var/log/app.log").from()).isBetween(day(42), day(45));
  }

  @Test
  void a_log_in_which_cron_never_appeared_is_one_report_and_no_missed_job() throws Exception {
    configured(_ -> List.of(Jobs.daily("backup", "ops-1", 2, 30)));
    for (int hour = 0; hour < 10 * 24; hour += 6) scenario.noise("ops-1", hour(hour), "Accepted");
    scenario.until(day(10));

    assertThat(scenario.silences()).hasSize(1);
    assertThat(scenario.silence("cron on ops-1").from())
        .isBeforeOrEqualTo(day(2).plus(Duration.ofHours(6)));
    assertThat(scenario.words("backup")).doesNotContain("missed");
  }

  @Test
  void a_restart_changes_nothing() throws Exception {
    daily("backup.sh", 0, 20);
    hourly("ops-1", 0, 26);
    scenario.until(day(10)).restart().until(day(20).plus(Duration.ofMinutes(165))).restart();
    scenario.until(day(21)).restart().until(day(25));

    assertThat(scenario.silences()).hasSize(1);
    assertThat(scenario.silence("backup.sh").stoppage().missedRuns()).isEqualTo(5);
  }

  @Test
  void a_workstation_that_is_off_at_night_is_at_most_one_report() throws Exception {
    configured(_ -> List.of(Jobs.hourly("hourly", "ops-1", 17)));
    for (int day = 0; day < 25; day++) {
      if (day % 7 > 4) continue;
      scenario.line(
          "ops-1", day(day).plusSeconds(7 * 3600), "boot", new LogEvent.HostBooted("kernel"));
      for (int hour = 7; hour < 20; hour++)
        scenario.cron(
            "ops-1", day(day).plusSeconds(hour * 3600L + 17 * 60 + 1), "root", "/opt/hourly.sh");
    }
    scenario.until(day(24));

    assertThat(scenario.silences()).hasSizeLessThanOrEqualTo(1);
  }

  private void configured(java.util.function.Function<String, List<Job>> jobs) {
    scenario.configuration("ops-1", START, "x");
    Auditor auditor =
        request ->
            new Audit(request.config().files().isEmpty() ? List.of() : jobs.apply("x"), List.of());
    scenario.audits(auditor);
  }

  private static String text(io.stillwatch.core.finding.AuditRequest request) {
    return request.config().files().isEmpty() ? "" : request.config().files().getFirst().text();
  }

  private JobStatus status(String name) throws Exception {
    return scenario.jobs().stream()
        .filter(s -> s.job().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Job sameCommand(Job job) {
    return new Job(
        job.id(),
        job.kind(),
        job.name(),
        job.host(),
        job.schedule(),
        new io.stillwatch.core.job.Definition("/etc/crontab", 1, "root", "backup"),
        "backup",
        "");
  }

  private static Job rotation(Frequency frequency, Job driver) {
    var rule = RotationRule.of(frequency, frequency.name().toLowerCase(java.util.Locale.ROOT));
    return Jobs.rotation("rotation", "ops-1", "/var/log/app.log", rule, driver);
  }

  /// A listing at seven in the morning; the log was rotated last on day `last` at 06:25.
  private void rotatesAt(int day, int last) {
    scenario.listing(
        OPS, day(day).plusSeconds(7 * 3600), app(1_000 + 1_000L * (day - last)), closed(last));
  }

  private static LogFile app(long size) {
    return new LogFile("/var/log/app.log", size, LogFile.UNKNOWN_TIME);
  }

  private static LogFile closed(int day) {
    return new LogFile("/var/log/app.log.1", 1_000 + day, day(day).plusSeconds(385 * 60));
  }

  private static LogFile closedApp(Instant at) {
    return new LogFile("/var/log/app.log.1", at.getEpochSecond() % 10_007, at);
  }

  private void daily(String script, int from, int until) {
    for (int day = from; day < until; day++)
      scenario.cron("ops-1", at(day), "root", "/opt/" + script);
  }

  private void hourly(String host, int from, int until) {
    for (int hour = from * 24; hour < until * 24; hour++) {
      scenario.cron(
          host, hour(hour).plusSeconds(17 * 60 + 1), "root", "run-parts /etc/cron.hourly");
    }
  }

  /// One listing; the slow log is rotated each day at 02:30 and gets 100 bytes an hour.
  private void rotatesUntil(int lastDay, int hour) {
    var at = hour(hour);
    var files = new java.util.ArrayList<LogFile>();
    int closed = Math.min(lastDay, Math.floorDiv(hour * 60 - 150, 24 * 60) + 1);
    for (int day = Math.max(0, closed - 14); day < closed; day++) {
      var rotated = day(day).plusSeconds(150 * 60 + 5);
      files.add(
          new LogFile(
              "slowquery/mysql-slowquery.log." + rotated.toString().substring(0, 10),
              2_400,
              rotated));
    }
    var since = closed == 0 ? START : day(closed - 1).plusSeconds(150 * 60 + 5);
    files.add(
        new LogFile(
            "slowquery/mysql-slowquery.log",
            Duration.between(since, at).toMinutes() * 100 / 60,
            at));
    scenario.listing(ORDERS, at, files.toArray(LogFile[]::new));
  }

  private static Instant at(int day) {
    return day(day).plusSeconds(150 * 60 + 1);
  }

  private static Instant hour(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }
}
