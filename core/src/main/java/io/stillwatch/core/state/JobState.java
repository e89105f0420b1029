// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.fleet.JobStatus.Retirement;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.SizeSample;
import java.time.Instant;

/// Everything the watch knows of one job; bounded whatever the age of the job.
public record JobState(
    Job job,
    Lifecycle lifecycle,
    RecentRuns runs,
    RecentSizes sizes,
    HabitHistory habit,
    Judgements judgements,
    Opinion opinion,
    Instant nextLookAt) {
  /// Since when the job is known, since when it has the times of its configuration, and whether it
  /// left that. `excluded` holds stoppages, and times in which the host was silent: they teach
  /// nothing.
  public record Lifecycle(
      Instant since, Instant scheduledSince, Retirement retirement, Intervals excluded) {}

  /// A job that was just found.
  public static JobState found(Job job, Instant at) {
    return new JobState(
        job,
        new Lifecycle(at, Instant.EPOCH, Retirement.NONE, Intervals.NONE),
        RecentRuns.NONE,
        RecentSizes.NONE,
        HabitHistory.from(at),
        Judgements.from(at),
        Opinion.NONE,
        at);
  }

  public String id() {
    return job.id();
  }

  public boolean retired() {
    return lifecycle.retirement().retired();
  }

  /// Whether its due times come from what was seen, not from configuration.
  public boolean learned() {
    return !job.definition().configured();
  }

  /// As if it were known since an instant only.
  public JobState knownSince(Instant at) {
    return with(
        new Lifecycle(
            at, lifecycle.scheduledSince(), lifecycle.retirement(), lifecycle.excluded()));
  }

  /// The start that due times which count from the last run count from.
  public Instant lastRunBefore(Instant at) {
    return runs.lower(at).orElse(lifecycle.since());
  }

  public JobState with(Job changed) {
    return new JobState(changed, lifecycle, runs, sizes, habit, judgements, opinion, nextLookAt);
  }

  public JobState withSchedule(Schedule schedule) {
    return with(job.withSchedule(schedule));
  }

  public JobState withRun(Instant at, Run.Outcome outcome) {
    return with(runs.with(at, outcome));
  }

  public JobState withRun(RunFigures run) {
    return with(runs.with(run));
  }

  public JobState with(RecentRuns changed) {
    return new JobState(job, lifecycle, changed, sizes, habit, judgements, opinion, nextLookAt);
  }

  public JobState with(RecentSizes changed) {
    return new JobState(job, lifecycle, runs, changed, habit, judgements, opinion, nextLookAt);
  }

  public JobState withSize(SizeSample sample) {
    var changed = sizes.with(sample, job.schedule().period(), opinion.certain());
    return new JobState(job, lifecycle, runs, changed, habit, judgements, opinion, nextLookAt);
  }

  public JobState with(HabitHistory changed) {
    return new JobState(job, lifecycle, runs, sizes, changed, judgements, opinion, nextLookAt);
  }

  public JobState with(Judgements changed) {
    return new JobState(job, lifecycle, runs, sizes, habit, changed, opinion, nextLookAt);
  }

  public JobState with(RunLengths changed) {
    return with(judgements.withLengths(changed));
  }

  public JobState with(Opinion changed) {
    return new JobState(job, lifecycle, runs, sizes, habit, judgements, changed, nextLookAt);
  }

  public JobState retired(String why, Instant at) {
    return with(
        new Lifecycle(
            lifecycle.since(),
            lifecycle.scheduledSince(),
            new Retirement(why, at),
            lifecycle.excluded()));
  }

  public JobState active() {
    if (!retired()) return this;
    return with(
        new Lifecycle(
            lifecycle.since(), lifecycle.scheduledSince(), Retirement.NONE, lifecycle.excluded()));
  }

  public JobState withExcluded(Intervals excluded) {
    return with(
        new Lifecycle(
            lifecycle.since(), lifecycle.scheduledSince(), lifecycle.retirement(), excluded));
  }

  /// Its configuration has other times from now on; all is judged by them.
  public JobState rescheduled(Instant at) {
    var changed =
        new Lifecycle(lifecycle.since(), at, lifecycle.retirement(), lifecycle.excluded());
    return with(changed).with(judgements.withSettled(at)).lookAt(at);
  }

  private JobState with(Lifecycle changed) {
    return new JobState(job, changed, runs, sizes, habit, judgements, opinion, nextLookAt);
  }

  public JobState lookAt(Instant at) {
    return new JobState(job, lifecycle, runs, sizes, habit, judgements, opinion, at);
  }
}
