// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JobNote.Importance;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people say of a job: limits that they set apply, and its status carries the rest.
class JobNotesTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant DUE = START.plus(Duration.ofMinutes(150));

  private final Scenario scenario = new Scenario(START);

  private static JobNote note(Optional<Duration> grace, Optional<Duration> maxRuntime) {
    return new JobNote(
        "Nightly dump",
        "team-db",
        "https://runbooks.example.org/dump",
        Optional.of(Importance.CRITICAL),
        grace,
        maxRuntime);
  }

  private void says(JobNote note) {
    scenario.plans(
        new Plan(Maintenance.NONE, job -> job.name().contains("backup") ? note : JobNote.NONE));
  }

  @BeforeEach
  void a_configured_job_of_a_host_that_is_alive() {
    var backup = Jobs.daily("backup", "ops-1", 2, 30);
    scenario.configuration("ops-1", START, "x");
    scenario.audits(request ->
        new Audit(request.config().files().isEmpty() ? List.of() : List.of(backup), List.of()));
    for (int hour = 0; hour < 24 * 6; hour++)
      scenario.cron("ops-1", START.plusSeconds(hour * 3_600L + 1_021), "root", "hourly");
  }

  @Test
  void a_grace_that_is_set_decides_when_a_job_is_missed() throws Exception {
    says(note(Optional.of(Duration.ofMinutes(30)), Optional.empty()));
    scenario.until(START.plus(Duration.ofHours(12)));
    assertThat(scenario.silence("backup").from())
        .isBetween(
            DUE.plus(Duration.ofMinutes(30)),
            DUE.plus(Duration.ofMinutes(55))); // the next line of the host
  }

  @Test
  void a_grace_that_is_set_may_be_longer_than_any_that_is_learned() throws Exception {
    says(note(Optional.of(Duration.ofHours(20)), Optional.empty()));
    scenario.cron("ops-1", DUE.plus(Duration.ofHours(19)), "root", "/opt/backup.sh");
    scenario.until(START.plus(Duration.ofHours(24)));
    assertThat(scenario.silences("backup")).isEmpty();
    assertThat(scenario.words("backup")).containsExactly("on-time");
  }

  @Test
  void a_maximum_runtime_that_is_set_decides_what_is_overrun() throws Exception {
    says(note(Optional.empty(), Optional.of(Duration.ofMinutes(20))));
    ran(0, Duration.ofMinutes(10));
    started(1);
    scenario.until(DUE.plus(Duration.ofDays(1)).plus(Duration.ofHours(1)));
    assertThat(scenario.verdicts("backup").getLast().verdict())
        .isEqualTo(new Verdict.Overrun(at(1), Duration.ofMinutes(20)));
  }

  @Test
  void where_no_end_was_ever_reported_no_run_is_overdue() throws Exception {
    says(note(Optional.empty(), Optional.of(Duration.ofMinutes(20))));
    started(0);
    started(1);
    scenario.until(DUE.plus(Duration.ofDays(1)).plus(Duration.ofHours(1)));
    assertThat(scenario.words("backup")).containsExactly("on-time", "on-time");
  }

  @Test
  void the_status_of_a_job_carries_what_people_say_of_it() throws Exception {
    var note = note(Optional.of(Duration.ofMinutes(30)), Optional.empty());
    says(note);
    started(0);
    scenario.until(START.plus(Duration.ofHours(12)));
    assertThat(scenario.jobs())
        .filteredOn(status -> status.job().name().contains("backup"))
        .singleElement()
        .satisfies(status -> {
          assertThat(status.note()).isEqualTo(note);
          assertThat(status.timing().grace()).isEqualTo(Duration.ofMinutes(30));
        });
    assertThat(scenario.jobs())
        .filteredOn(status -> status.job().name().contains("hourly"))
        .extracting(status -> status.note())
        .containsOnly(JobNote.NONE);
  }

  private void ran(int day, Duration length) {
    started(day);
    var ended = new LogEvent.RunEnded("root", "/opt/backup.sh", 100 + day);
    scenario.line("ops-1", at(day).plus(length), "end", ended);
  }

  private void started(int day) {
    var started = new LogEvent.RunStarted("root", "/opt/backup.sh", 100 + day);
    scenario.line("ops-1", at(day), "start", started);
  }

  private static Instant at(int day) {
    return DUE.plus(Duration.ofDays(day)).plusSeconds(1);
  }
}
