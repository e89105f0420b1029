// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Traps that other products fell into, on whole watches.
class MissionScenariosTest {
  private static final Instant START = Sample.MONDAY;
  private static final Host ORDERS = Host.rds("orders-mysql");

  private final Scenario scenario = new Scenario(START);

  @Test
  void t1_a_silence_is_reported_while_it_lasts_and_its_return_is_no_alarm() throws Exception {
    daily(0, 20);
    daily(25, 30);
    hourly(30);
    scenario.until(Sample.day(30));

    var silence = scenario.silence("backup");
    assertThat(silence.from()).isBefore(at(21));
    assertThat(silence.until()).hasValueSatisfying(end -> assertThat(end).isAfter(at(25)));
  }

  @Test
  void one_of_two_daily_jobs_that_stops_is_one_stoppage_of_that_job() throws Exception {
    daily(0, 20);
    for (int day = 0; day < 40; day++)
      scenario.cron("ops-1", at(day).plusSeconds(43_200), "root", "/opt/report.sh");
    scenario.until(Sample.day(40));

    assertThat(scenario.silences())
        .extracting(Scenario.Silence::until)
        .containsExactly(Optional.empty());
    assertThat(scenario.silence("backup").from()).isBefore(at(21));
  }

  @Test
  void t3_a_daily_job_is_reported_within_an_hour_of_its_due_time() throws Exception {
    daily(0, 20);
    hourly(21);
    scenario.until(Sample.day(21));

    assertThat(scenario.silence("backup").from()).isBetween(at(20), at(20).plusSeconds(3_600));
  }

  @Test
  void t7_a_stoppage_that_goes_on_is_recorded_whether_or_not_alerts_are_sent() throws Exception {
    daily(0, 20);
    hourly(25);
    scenario.until(Sample.day(25));

    assertThat(scenario.words("backup")).filteredOn("missed"::equals).hasSize(5);
  }

  @Test
  void t10_a_line_that_makes_cron_ignore_the_table_predicts_all_its_jobs_missed() throws Exception {
    var host = Host.server("ops-1");
    var one = Jobs.daily("one", "ops-1", 2, 30);
    var other = Jobs.daily("other", "ops-1", 4, 30);
    scenario.configuration("ops-1", START, "good");
    scenario.configuration("ops-1", Sample.day(10.5), "bad");
    scenario.audits(request -> {
      var files = request.config().files();
      if (files.isEmpty()) return new Audit(List.of(), List.of());
      boolean bad = files.getFirst().text().equals("bad");
      var fault = Sample.fault(host, "whole-table", request.at(), "one", "other");
      return new Audit(List.of(one, other), bad ? List.of(fault) : List.of());
    });
    for (int day = 0; day <= 10; day++) {
      scenario.cron("ops-1", at(day), "root", "/opt/one.sh");
      scenario.cron("ops-1", at(day).plus(Duration.ofHours(2)), "root", "/opt/other.sh");
    }
    hourly(12);
    scenario.until(Sample.day(10.9));

    assertThat(scenario.silences()).isEmpty();
    assertThat(scenario.predictions())
        .extracting(stoppage -> stoppage.job().id())
        .contains("one", "other");
    scenario.until(Sample.day(12));
    assertThat(scenario.silences("/opt/o")).hasSize(2);
  }

  @Test
  void t20_an_instance_whose_logs_may_not_be_listed_is_unknown_and_not_missed() throws Exception {
    for (int hour = 0; hour < 20 * 24; hour++) {
      var at = START.plus(Duration.ofHours(hour));
      var closed = "error/mysql-error.log." + at.toString().substring(0, 13).replace('T', '-');
      scenario.listing(
          ORDERS,
          at.plusSeconds(120),
          new LogFile("error/mysql-error.log", 10, at),
          new LogFile(closed, 900, at));
    }
    scenario.until(Sample.day(23));

    assertThat(scenario.silences())
        .extracting(silence -> silence.stoppage().job().kind())
        .doesNotContain(JobKind.RDS_LOG);
    assertThat(scenario.verdicts("mysql-error.log"))
        .filteredOn(judged -> judged.due().isAfter(Sample.day(20)))
        .isNotEmpty()
        .extracting(JudgedRun::verdict)
        .containsOnly(new Verdict.Unknown(Verdict.Why.NO_EVIDENCE));
  }

  @Test
  void j8_a_job_of_every_five_minutes_is_learned_as_that() throws Exception {
    for (int minute = 0; minute < 4 * 24 * 60; minute += 5)
      scenario.cron("ops-1", START.plusSeconds(minute * 60L + 1), "root", "/opt/often.sh");
    scenario.until(Sample.day(4));

    assertThat(period("often")).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void j8_a_monthly_job_is_learned_and_missed() throws Exception {
    var year = new Scenario(START, Sample.UTC, Duration.ofHours(1));
    var first = LocalDate.of(2026, 2, 1);
    for (int month = 0; month < 8; month++) {
      var at = first.plusMonths(month).atTime(3, 0).atZone(Sample.UTC).toInstant();
      year.cron("ops-1", at.plusSeconds(1), "root", "/opt/monthly.sh");
    }
    for (int hour = 0; hour < 280 * 24; hour += 6)
      year.cron("ops-1", START.plusSeconds(hour * 3_600L + 61), "root", "/opt/other.sh");
    year.until(Sample.day(275));

    assertThat(year.silence("monthly").from())
        .isBetween(Instant.parse("2026-10-01T03:00:00Z"), Instant.parse("2026-10-02T03:00:00Z"));
  }

  /// The first miss of one job does not end because cron starts another one.
  @Test
  void a_daily_job_that_stops_after_cron_had_stopped_once_is_reported_all_day() throws Exception {
    daily(0, 18);
    daily(19, 20);
    hourly(18);
    for (int hour = 18 * 24 + 6; hour < 22 * 24; hour++) hourlyAt(hour);
    for (int minute = 0; minute < 22 * 24 * 60; minute += 30)
      scenario.noise("ops-1", START.plusSeconds(minute * 60L), "Accepted");
    scenario.until(Sample.day(21));

    assertThat(scenario.silences("cron on ops-1")).hasSize(1);
    var last = scenario.silences("backup").getLast();
    assertThat(last.stoppage().firstMissed()).isEqualTo(at(20).minusSeconds(1));
    assertThat(last.until()).isEmpty();
  }

  @Test
  void j6_a_retired_job_has_no_verdict_after_its_retirement() throws Exception {
    var backup = Jobs.daily("backup", "ops-1", 2, 30);
    scenario.configuration("ops-1", START, "with");
    scenario.configuration("ops-1", Sample.day(5), "without");
    scenario.audits(request -> {
      var files = request.config().files();
      boolean with = !files.isEmpty() && files.getFirst().text().equals("with");
      return new Audit(with ? List.of(backup) : List.of(), List.of());
    });
    daily(0, 5);
    hourly(10);
    scenario.until(Sample.day(10));

    assertThat(scenario.words("backup")).containsOnly("on-time").hasSize(5);
    assertThat(scenario.jobs())
        .filteredOn(status -> status.job().id().equals("backup"))
        .extracting(status -> status.health())
        .containsExactly(JobHealth.INACTIVE);
  }

  private Duration period(String name) throws Exception {
    return scenario.jobs().stream()
        .filter(status -> status.job().name().contains(name))
        .findFirst()
        .orElseThrow()
        .job()
        .schedule()
        .period();
  }

  private void daily(int from, int until) {
    for (int day = from; day < until; day++)
      scenario.cron("ops-1", at(day), "root", "/opt/backup.sh");
  }

  private void hourly(int days) {
    for (int hour = 0; hour < days * 24; hour++) hourlyAt(hour);
  }

  private void hourlyAt(int hour) {
    scenario.cron("ops-1", START.plusSeconds(hour * 3_600L + 1_021), "root", "hourly");
  }

  private static Instant at(int day) {
    return Sample.day(day).plusSeconds(9_001);
  }
}
