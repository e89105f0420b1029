// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.store.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of jobs keeps.
public abstract class JobStoreContract {
  private static final Instant AT = Samples.AT;
  private static final Instant LATER = AT.plus(Duration.ofDays(40));

  /// A store that holds nothing yet.
  protected abstract JobStore emptyStore() throws Exception;

  @Test
  void an_empty_store_knows_nothing() throws Exception {
    var store = emptyStore();
    assertThat(store.jobs()).isEmpty();
    assertThat(store.runs("job-1", AT, LATER)).isEmpty();
    assertThat(store.verdicts(Instant.MIN, Instant.MAX)).isEmpty();
    assertThat(store.anomalies(AT, LATER, 0)).isEmpty();
    assertThat(store.sizes("job-1", AT, LATER)).isEmpty();
    assertThat(store.judgedUntil()).isEqualTo(Instant.MIN);
  }

  @Test
  void brings_back_jobs_with_every_kind_of_schedule() throws Exception {
    var store = emptyStore();
    var jobs = new ArrayList<Job>();
    for (var schedule : Samples.schedules()) {
      jobs.add(Samples.job("job-" + jobs.size()).withSchedule(schedule));
    }
    store.putJobs(jobs);
    assertThat(store.jobs()).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void a_job_that_is_put_again_replaces_itself() throws Exception {
    var store = emptyStore();
    store.putJobs(List.of(Samples.job("job-1"), Samples.job("job-2")));
    var changed = Samples.job("job-1").withDriver("another");
    store.putJobs(List.of(changed));
    assertThat(store.jobs()).containsExactlyInAnyOrder(changed, Samples.job("job-2"));
  }

  @Test
  void brings_runs_of_one_job_within_a_half_open_range_by_time() throws Exception {
    var store = emptyStore();
    var first = run("run-1", "job-1", AT, Run.Outcome.STARTED);
    var second = run("run-2", "job-1", LATER.minusNanos(1_000_000), Run.Outcome.FAILED);
    var atTheEnd = run("run-3", "job-1", LATER, Run.Outcome.SUCCEEDED);
    var ofAnother = run("run-1", "job-2", AT, Run.Outcome.STARTED);
    store.putRuns(List.of(second, atTheEnd, ofAnother, first));
    store.putRuns(List.of(first));
    assertThat(store.runs("job-1", AT, LATER)).containsExactly(first, second);
    assertThat(store.runs("job-2", Instant.MIN, Instant.MAX)).containsExactly(ofAnother);
  }

  @Test
  void a_later_verdict_replaces_the_earlier_one_on_the_same_due_time() throws Exception {
    var store = emptyStore();
    var due = Instant.parse("2026-11-20T02:30:00Z");
    store.putVerdicts(
        List.of(new JudgedRun("job-1", due, new Verdict.Unknown(Duration.ofHours(2)), AT)));
    var revised = new JudgedRun("job-1", due, new Verdict.OnTime(due.plusSeconds(2)), LATER);
    store.putVerdicts(List.of(revised));
    assertThat(store.verdicts(due, due.plusSeconds(1))).containsExactly(revised);
    assertThat(store.verdicts(due.plusSeconds(1), LATER)).isEmpty();
  }

  @Test
  void brings_back_every_kind_of_verdict_by_due_time() throws Exception {
    var store = emptyStore();
    var due = Instant.parse("2026-11-20T02:30:00Z");
    var verdicts =
        List.of(
            new Verdict.OnTime(AT),
            new Verdict.Late(AT, Duration.ofMinutes(20)),
            new Verdict.Missed(),
            new Verdict.Failed(AT, "exit status 127"),
            new Verdict.Overrun(AT, Duration.ofHours(3)),
            new Verdict.Unknown(Duration.ofHours(2)),
            new Verdict.Learning(3, 8));
    var judged = new ArrayList<JudgedRun>();
    for (var verdict : verdicts) {
      judged.add(new JudgedRun("job-1", due.plusSeconds(judged.size()), verdict, AT));
    }
    store.putVerdicts(judged.reversed());
    assertThat(store.verdicts(Instant.MIN, Instant.MAX)).containsExactlyElementsOf(judged);
  }

  @Test
  void brings_anomalies_from_a_score_on() throws Exception {
    var store = emptyStore();
    var strong = anomaly("job-1", AT, 90);
    var weak = anomaly("job-2", AT, 3);
    store.putAnomalies(List.of(strong, weak));
    assertThat(store.anomalies(AT, LATER, 50)).containsExactly(strong);
    assertThat(store.anomalies(AT, LATER, 3)).containsExactlyInAnyOrder(strong, weak);
    assertThat(store.anomalies(AT.plusMillis(1), LATER, 0)).isEmpty();
  }

  @Test
  void brings_sizes_of_one_job_by_time() throws Exception {
    var store = emptyStore();
    var first = new SizeSample(AT, 100, 1_000, 7);
    var second = new SizeSample(AT.plusSeconds(60), 5_000_000_000L, 6_000_000_000L, 8);
    store.putSizes(Map.of("job-1", List.of(second, first)));
    store.putSizes(Map.of("job-1", List.of(first)));
    store.putSizes(Map.of("job-2", List.of(first)));
    assertThat(store.sizes("job-1", AT, LATER)).containsExactly(first, second);
    assertThat(store.sizes("job-1", AT, AT.plusSeconds(60))).containsExactly(first);
  }

  @Test
  void remembers_up_to_when_runs_are_judged() throws Exception {
    var store = emptyStore();
    store.judgedUntil(AT);
    store.judgedUntil(LATER);
    assertThat(store.judgedUntil()).isEqualTo(LATER);
  }

  @Test
  void brings_more_than_a_page() throws Exception {
    var store = emptyStore();
    var runs = new ArrayList<Run>();
    for (int i = 0; i < 12_000; i++) {
      runs.add(run("run-" + i, "job-1", AT.plusSeconds(i / 3), Run.Outcome.STARTED));
    }
    store.putRuns(runs);
    assertThat(store.runs("job-1", AT, LATER)).hasSize(12_000).doesNotHaveDuplicates();
  }

  private static Run run(String id, String job, Instant at, Run.Outcome outcome) {
    return new Run(id, job, at, outcome, "detail of " + id, "evidence-" + id);
  }

  private static Anomaly anomaly(String job, Instant at, double score) {
    return new Anomaly(
        job,
        at,
        at.minusSeconds(600),
        score,
        new Reconstruction("model-1", 0.25, 0.1, List.of(new Contribution("bytes", 3, 1, 0.8))));
  }
}
