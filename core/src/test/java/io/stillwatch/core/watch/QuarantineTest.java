// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle.Decision;
import io.stillwatch.core.finding.FindingLifecycle.Status;
import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.FindingDecisions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A configuration whose audit takes longer than a tick can wait.
class QuarantineTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String SLOW = "slow";

  private final Scenario scenario = new Scenario(START);
  private final List<String> audited = new ArrayList<>();
  private int audits;
  private Duration audit = Duration.ofSeconds(30);

  @BeforeEach
  void a_host_with_a_slow_table_and_one_with_a_plain_one() {
    scenario.audits(request -> {
      boolean slow = request.config().files().stream().anyMatch(f -> f.text().equals(SLOW));
      if (slow) {
        audits++;
        scenario.works(audit);
      }
      var files = request.config().files();
      var text = files.isEmpty() ? "none" : files.getFirst().text();
      return new Audit(List.of(job(request.config().host(), text)), List.of());
    });
    scenario.configuration("db-1", at(0), "good");
    scenario.configuration("db-1", at(1), SLOW);
    scenario.configuration("web-1", at(1), "good");
    scenario.noise("db-1", at(2), "alive");
    scenario.noise("web-1", at(2), "alive");
  }

  @Test
  void it_is_left_out_and_named_by_a_finding_and_the_rest_is_judged() throws Exception {
    scenario.until(at(3));

    assertThat(jobs("db-1")).containsExactly("good");
    assertThat(jobs("web-1")).containsExactly("good");
    assertThat(finding().place().host()).isEqualTo(Host.server("db-1"));
    assertThat(finding().explanation().evidence()).contains("db-1|config|" + at(1));
    assertThat(audits).isEqualTo(1);
  }

  @Test
  void work_that_would_never_end_is_stopped() throws Exception {
    scenario.audits(request -> {
      boolean slow = request.config().files().stream().anyMatch(f -> f.text().equals(SLOW));
      while (slow) {
        scenario.works(Duration.ofSeconds(1));
        WorkBudget.check();
      }
      return new Audit(List.of(job(request.config().host(), "good")), List.of());
    });
    scenario.until(at(3));

    assertThat(jobs("db-1")).containsExactly("good");
    assertThat(finding().place().host()).isEqualTo(Host.server("db-1"));
  }

  @Test
  void what_is_audited_once_a_day_is_left_out_too() throws Exception {
    audit = Duration.ofSeconds(2);
    scenario.until(at(3));
    audit = Duration.ofSeconds(30);
    scenario.until(at(60));

    assertThat(jobs("db-1")).containsExactly(SLOW);
    assertThat(finding().explanation().evidence()).contains("db-1|config|" + at(1));
    assertThat(audits).isEqualTo(2);
  }

  @Test
  void what_meets_a_spent_budget_of_its_host_waits_and_is_not_blamed() throws Exception {
    scenario.audits(request -> {
      scenario.works(Duration.ofSeconds(4));
      audited.add(request.config().files().getFirst().text());
      return new Audit(List.of(job(request.config().host(), "job")), List.of());
    });
    for (int i = 0; i < 10; i++)
      scenario.configuration("app-1", at(1).plusSeconds(i + 1), "table " + i);
    scenario.until(at(1).plusSeconds(60));
    assertThat(audited).contains("table 3").doesNotContain("table 4");
    scenario.restart().until(at(3));

    assertThat(audited.stream().filter("table 3"::equals)).hasSizeBetween(1, 2);
    assertThat(audited).contains("table 4", "table 5", "table 8", "table 9");
    assertThat(scenario.state("app-1").position().refold()).isEmpty();
    assertThat(jobs("app-1")).containsExactly("job");
    assertThat(found("app-1")).isEmpty();
    assertThat(found("web-1")).isEmpty();
  }

  @Test
  void a_page_that_takes_many_ticks_is_folded_once() throws Exception {
    scenario.audits(request -> {
      scenario.works(Duration.ofSeconds(8));
      audited.add(request.config().files().getFirst().text());
      return new Audit(List.of(job(request.config().host(), "job")), List.of());
    });
    for (int i = 0; i < 60; i++)
      scenario.configuration("app-1", at(1).plusMillis(i + 1), "table " + i);
    scenario.until(at(6));

    assertThat(audited.stream().filter(text -> text.startsWith("table")))
        .hasSizeBetween(60, 61) // one more once the host is level
        .startsWith("table 0", "table 1", "table 2");
    assertThat(found("app-1")).isEmpty();
  }

  @Test
  void an_audit_and_a_restart_leave_it_there() throws Exception {
    scenario.until(at(3)).restart().until(at(60));

    assertThat(audits).isEqualTo(1);
    assertThat(finding().life().status()).isEqualTo(Status.OPEN);
    assertThat(jobs("db-1")).containsExactly("good");
  }

  @Test
  void whoever_accepts_it_leaves_it_out() throws Exception {
    scenario.until(at(3));
    decide(Status.ACCEPTED);
    scenario.restart().until(at(60));

    assertThat(audits).isEqualTo(1);
  }

  @Test
  void a_person_releases_it_however_long_it_takes() throws Exception {
    scenario.until(at(3));
    decide(Status.FALSE_POSITIVE);
    scenario.until(at(5));

    assertThat(audits).isGreaterThan(1);
    assertThat(jobs("db-1")).contains(SLOW);
    assertThat(finding().life().status()).isEqualTo(Status.FIXED);
  }

  @Test
  void a_release_while_nothing_ran_takes_effect_at_the_next_start() throws Exception {
    scenario.until(at(30));
    decide(Status.FALSE_POSITIVE);
    scenario.restart().until(at(31));

    assertThat(jobs("db-1")).contains(SLOW);
    assertThat(finding().life().status()).isEqualTo(Status.FIXED);
  }

  @Test
  void what_was_released_once_is_not_left_out_again() throws Exception {
    scenario.until(at(3));
    decide(Status.FALSE_POSITIVE);
    scenario.until(at(5)).restart();
    scenario.configuration("db-1", at(7), SLOW);
    scenario.until(at(9));

    assertThat(jobs("db-1")).contains(SLOW);
    assertThat(finding().life().status()).isEqualTo(Status.FIXED);
  }

  @Test
  void the_next_snapshots_of_the_same_files_are_left_out_with_it() throws Exception {
    for (int minute = 1; minute < 5; minute++)
      scenario.configuration("db-1", at(1).plusSeconds(60L * minute), SLOW);
    scenario.configuration("db-1", at(4), SLOW);
    scenario.until(at(5));

    assertThat(audits).isEqualTo(1);
    assertThat(found()).hasSize(1);
    assertThat(jobs("db-1")).containsExactly("good");
  }

  @Test
  void what_takes_no_longer_than_it_may_is_judged() throws Exception {
    audit = Duration.ofSeconds(2);
    scenario.until(at(3));

    assertThat(jobs("db-1")).contains(SLOW);
    assertThat(found()).isEmpty();
  }

  private void decide(Status status) throws Exception {
    var decision = new Decision("ana", "looked at it", at(3), Optional.empty());
    new FindingDecisions(scenario.stores().watched().findings())
        .decide(finding().id(), status, decision);
  }

  private Finding finding() throws Exception {
    var found = found();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<Finding> found() throws Exception {
    return found("db-1");
  }

  private List<Finding> found(String host) throws Exception {
    return scenario.stores().watched().findings().ofHosts(List.of(Host.server(host))).stream()
        .map(found -> found.value())
        .filter(found -> found.rule().equals(Quarantine.RULE))
        .toList();
  }

  /// The jobs of a host that are not retired, by name.
  private List<String> jobs(String host) {
    return scenario.state(host).jobs().values().stream()
        .filter(job -> !job.retired() && job.job().kind() == JobKind.SCHEDULED_COMMAND)
        .map(job -> job.job().name())
        .toList();
  }

  private static Instant at(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  private static Job job(Host host, String name) {
    return new Job(
        host.name() + "-" + name,
        JobKind.SCHEDULED_COMMAND,
        name,
        host,
        new Schedule.SinceLast(Duration.ofDays(30), "monthly"),
        new Definition("/etc/crontab", 1, "root", name),
        name,
        "");
  }
}
