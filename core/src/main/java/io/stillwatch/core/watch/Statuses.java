// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.fleet.JobStatus.Scoring;
import io.stillwatch.core.fleet.JobStatus.Timing;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JobNotes;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.watch.judge.JobJudge;
import io.stillwatch.core.watch.stoppage.AlarmBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the status documents of the jobs of a host. Pure.
final class Statuses {
  private Statuses() {}

  static List<JobStatus> of(
      HostState host,
      Map<String, Stoppage> stoppages,
      Map<String, Stoppage> predicted,
      AlarmBudget budget,
      JobNotes notes) {
    var statuses = new ArrayList<JobStatus>(host.jobs().size());
    for (var job : host.jobs().values()) {
      var stoppage = Optional.ofNullable(stoppages.get(job.id()));
      var prediction = Optional.ofNullable(predicted.get(job.id()));
      var note = notes.of(job.job());
      statuses.add(of(host, job, note, new Found(stoppage, prediction), budget));
    }
    return statuses;
  }

  /// What has stopped of a job, and what will.
  private record Found(Optional<Stoppage> stoppage, Optional<Stoppage> predicted) {}

  private static JobStatus of(
      HostState host, JobState job, JobNote note, Found found, AlarmBudget budget) {
    var stoppage = found.stoppage();
    var opinion = job.opinion();
    return new JobStatus(
        job.job(),
        health(job, stoppage),
        timing(host, job, note, stoppage),
        job.judgements().last(),
        new Scoring(opinion.score(), opinion.certainty().needed(), budget.held(job)),
        stoppage,
        stoppage.isPresent() ? Optional.empty() : found.predicted(),
        job.lifecycle().retirement(),
        note);
  }

  /// A job that another one goes on for.
  static JobStatus replaced(JobState job, Instant at) {
    var gone = job.retired("known under another name by now", at);
    return new JobStatus(
        gone.job(),
        JobHealth.INACTIVE,
        new Timing(gone.runs().last(), gone.runs().last(), Optional.empty(), Duration.ZERO),
        gone.judgements().last(),
        0,
        Optional.empty(),
        Optional.empty(),
        gone.lifecycle().retirement());
  }

  private static JobHealth health(JobState job, Optional<Stoppage> stoppage) {
    if (job.retired()) return JobHealth.INACTIVE;
    if (stoppage.isPresent()) return ofStoppage(job.job().kind(), stoppage.get());
    if (job.job().kind().standsForMany()) return JobHealth.INACTIVE;
    var last = job.judgements().last();
    if (last.isEmpty()) return unjudged(job.job().schedule());
    // One miss that the job is used to is no stoppage.
    return last.get() instanceof Verdict.Missed ? JobHealth.LATE : JobHealth.of(last.get());
  }

  private static JobHealth ofStoppage(JobKind kind, Stoppage stoppage) {
    if (kind == JobKind.HOST) return JobHealth.BLIND;
    return stoppage.origin().basis() == Basis.FAILURES ? JobHealth.FAILED : JobHealth.SILENT;
  }

  private static JobHealth unjudged(Schedule schedule) {
    return schedule instanceof Schedule.Never ? JobHealth.INACTIVE : JobHealth.LEARNING;
  }

  private static Timing timing(
      HostState host, JobState job, JobNote note, Optional<Stoppage> stoppage) {
    var last = lastSeen(host, job);
    var good = stoppage.isPresent() ? Optional.<Instant>empty() : goodRun(host, job);
    boolean expected = !job.retired() && !job.job().kind().standsForMany();
    var next = expected ? JobJudge.nextDue(job) : Optional.<Instant>empty();
    return new Timing(last, good, next, JobJudge.grace(job, note));
  }

  private static Optional<Instant> lastSeen(HostState host, JobState job) {
    return switch (job.job().kind()) {
      case HOST -> known(host.signs().last());
      case SCHEDULER -> known(host.signs().cron().lastHeard());
      case SCHEDULED_COMMAND, LOG_ROTATION, RDS_LOG, SOURCE, SERVICE -> job.runs().last();
    };
  }

  private static Optional<Instant> goodRun(HostState host, JobState job) {
    var last = lastSeen(host, job);
    if (job.job().kind().standsForMany()) return last;
    return last.filter(at ->
        job.runs()
            .outcome(at)
            .filter(what -> what == Run.Outcome.STARTED || what == Run.Outcome.SUCCEEDED)
            .isPresent());
  }

  private static Optional<Instant> known(Instant at) {
    return at.equals(Instant.MIN) ? Optional.empty() : Optional.of(at);
  }
}
