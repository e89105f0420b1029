// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNotes;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.watch.fold.DeclaredPings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs that ping and whose schedule people declared.
class DeclaredPingsTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String KEY = "backup-db";

  private final Scenario scenario = new Scenario(START);
  private List<Job> declared = List.of();
  private boolean known = true;

  @BeforeEach
  void another_job_pings() {
    ping(START, "other", new LogEvent.RunEnded("other", "other", 0));
    scenario.plans(
        new Plan(
            Maintenance.NONE,
            JobNotes.NONE,
            () -> known ? Optional.of(declared) : Optional.empty()));
  }

  @Test
  void a_declared_job_that_never_pinged_is_missed_on_its_first_due_time() throws Exception {
    declared = List.of(every(Duration.ofHours(12)));
    scenario.until(hours(14));

    var silence = scenario.silence(KEY);
    assertThat(silence.from()).isBetween(hours(12), hours(14));
    assertThat(silence.until()).isEmpty();
  }

  @Test
  void its_pings_answer_its_due_times_and_end_its_silence() throws Exception {
    declared = List.of(every(Duration.ofHours(12)));
    succeeded(hours(15));
    succeeded(hours(27));
    scenario.until(hours(29));

    assertThat(scenario.silence(KEY).until()).isPresent();
    assertThat(scenario.verdicts(KEY)).isNotEmpty();
    assertThat(scenario.jobs()).filteredOn(this::ofKey).hasSize(1);
  }

  @Test
  void a_job_that_was_learned_before_goes_on_under_its_declared_schedule() throws Exception {
    for (int day = 0; day < 10; day++) succeeded(hours(24 * day + 2));
    scenario.until(hours(24 * 9 + 6));
    declared = List.of(every(Duration.ofHours(12)));
    scenario.until(hours(24 * 10));

    assertThat(scenario.silence(KEY).from()).isBefore(hours(24 * 9 + 16));
    assertThat(scenario.jobs()).filteredOn(this::ofKey).hasSize(1);
  }

  @Test
  void a_job_that_is_not_declared_any_more_is_not_waited_for() throws Exception {
    declared = List.of(every(Duration.ofHours(12)));
    scenario.until(hours(14));
    declared = List.of();
    scenario.until(hours(15));

    assertThat(scenario.silence(KEY).until()).isPresent();
    assertThat(status().retirement().why()).isEqualTo("no longer declared");
  }

  @Test
  void it_is_learned_as_any_other_if_it_pings_all_the_same() throws Exception {
    declared = List.of(every(Duration.ofHours(12)));
    scenario.until(hours(2));
    declared = List.of();
    for (int day = 1; day < 20; day++) succeeded(hours(24 * day));
    scenario.until(hours(24 * 21));

    assertThat(status().retirement().retired()).isFalse();
    assertThat(scenario.silence(KEY).until()).isEmpty();
  }

  @Test
  void a_restart_keeps_what_is_declared() throws Exception {
    declared = List.of(every(Duration.ofHours(12)));
    scenario.until(hours(2)).restart().until(hours(14));

    assertThat(scenario.silence(KEY).until()).isEmpty();
  }

  @Test
  void what_is_withdrawn_while_nothing_runs_is_not_waited_for() throws Exception {
    declared = List.of(every(Duration.ofHours(12)));
    scenario.until(hours(2));
    declared = List.of();
    scenario.restart().until(hours(14));

    assertThat(scenario.silences(KEY)).isEmpty();
  }

  @Test
  void nothing_changes_while_it_is_not_known_what_is_declared() throws Exception {
    declared = List.of(every(Duration.ofHours(12)));
    scenario.until(hours(14));
    var before = status();
    declared = List.of();
    known = false;
    scenario.restart().until(hours(15));

    assertThat(status().retirement().retired()).isFalse();
    assertThat(status().job()).isEqualTo(before.job());
    assertThat(scenario.silence(KEY).until()).isEmpty();
  }

  @Test
  void it_is_learned_again_if_it_is_declared_without_a_schedule() throws Exception {
    declared = List.of(every(Duration.ofHours(12)));
    scenario.until(hours(14));
    declared = List.of(DeclaredPings.learned(KEY));
    scenario.until(hours(15));

    assertThat(status().retirement().retired()).isFalse();
    assertThat(status().job()).isEqualTo(DeclaredPings.learned(KEY));
    assertThat(scenario.silence(KEY).until()).isPresent();
  }

  @Test
  void one_that_was_withdrawn_is_learned_once_it_is_declared_without_a_schedule() throws Exception {
    declared = List.of(every(Duration.ofHours(12)));
    scenario.until(hours(2));
    declared = List.of();
    scenario.until(hours(3));
    assertThat(status().retirement().retired()).isTrue();
    declared = List.of(DeclaredPings.learned(KEY));
    scenario.until(hours(4));

    assertThat(status().retirement().retired()).isFalse();
    assertThat(status().job().schedule()).isInstanceOf(Schedule.Learning.class);
  }

  private JobStatus status() throws Exception {
    return scenario.jobs().stream().filter(this::ofKey).findFirst().orElseThrow();
  }

  private boolean ofKey(JobStatus status) {
    return status.job().subject().equals(KEY);
  }

  private static Instant hours(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  private static Job every(Duration period) {
    return new Job(
        DeclaredPings.id(KEY),
        JobKind.SCHEDULED_COMMAND,
        KEY,
        Host.HEARTBEATS,
        new Schedule.SinceLast(period, "every " + period.toHours() + " hours"),
        new Definition("jobs.yaml", 0, KEY, KEY),
        KEY,
        "");
  }

  private void succeeded(Instant at) {
    ping(at, KEY, new LogEvent.RunEnded(KEY, KEY, 0));
  }

  private void ping(Instant at, String key, LogEvent event) {
    scenario.line(Host.HEARTBEATS.name(), at, key + ": success", event);
  }
}
