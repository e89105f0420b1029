// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.fleet;

import static java.util.stream.Collectors.groupingBy;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All jobs with their states at an instant, the worst first, and the verdicts that were read.
public record Fleet(List<JobStatus> jobs, Map<String, List<JudgedRun>> verdicts, Instant at) {
  /// Worst state first, then the one that is silent for longest, then by name.
  private static final Comparator<JobStatus> WORST_FIRST =
      Comparator.comparing(JobStatus::state)
          .thenComparing(status -> status.lastRun().orElse(Instant.MAX))
          .thenComparing(status -> status.job().host().name())
          .thenComparing(status -> status.job().name());

  public Fleet {
    jobs = List.copyOf(jobs);
    verdicts = Map.copyOf(verdicts);
  }

  public static Fleet of(
      Collection<Job> jobs, Collection<JudgedRun> verdicts, Collection<Alert> open, Instant now) {
    var byJob = verdicts.stream().collect(groupingBy(JudgedRun::job));
    var stopped = stopped(open);
    var statuses = new ArrayList<JobStatus>();
    for (var job : jobs) {
      var judged = byJob.getOrDefault(job.id(), List.of());
      statuses.add(status(job, judged, Optional.ofNullable(stopped.get(job.id())), now));
    }
    statuses.sort(WORST_FIRST);
    return new Fleet(statuses, byJob, now);
  }

  /// How many jobs are in each state; states without a job count zero.
  public Map<JobState, Integer> counts() {
    var counts = new EnumMap<JobState, Integer>(JobState.class);
    for (var state : JobState.values()) counts.put(state, 0);
    jobs.forEach(status -> counts.merge(status.state(), 1, Integer::sum));
    return counts;
  }

  public Optional<JobStatus> job(String id) {
    return jobs.stream().filter(status -> status.job().id().equals(id)).findFirst();
  }

  /// The judged runs of a job that were due in the interval, by due time.
  public List<JudgedRun> verdicts(String job, Interval interval) {
    return verdicts.getOrDefault(job, List.of()).stream()
        .filter(run -> interval.contains(run.due()))
        .toList();
  }

  public static Optional<Instant> ranAt(Verdict verdict) {
    return switch (verdict) {
      case Verdict.OnTime(var at) -> Optional.of(at);
      case Verdict.Late(var at, _) -> Optional.of(at);
      case Verdict.Failed(var at, _) -> Optional.of(at);
      case Verdict.Overrun(var at, _) -> Optional.of(at);
      case Verdict.Missed _, Verdict.Unknown _, Verdict.Learning _ -> Optional.empty();
    };
  }

  private static Map<String, Alert> stopped(Collection<Alert> open) {
    var stopped = new HashMap<String, Alert>();
    for (var alert : open) {
      if (!alert.open() || alert.predicted()) continue;
      for (Stoppage each : alert.stoppages()) stopped.put(each.job().id(), alert);
    }
    return stopped;
  }

  private static JobStatus status(
      Job job, List<JudgedRun> judged, Optional<Alert> alert, Instant now) {
    var last =
        judged.stream()
            .filter(run -> !run.due().isAfter(now))
            .max(Comparator.comparing(JudgedRun::due));
    var state =
        alert.isPresent()
            ? JobState.SILENT
            : last.map(run -> JobState.of(run.verdict())).orElse(JobState.LEARNING);
    var lastRun = lastRun(job, judged, alert);
    var nextDue = job.schedule().nextAfter(now, lastRun.orElse(now));
    return new JobStatus(job, state, lastRun, nextDue, alert);
  }

  private static Optional<Instant> lastRun(Job job, List<JudgedRun> judged, Optional<Alert> alert) {
    var seen =
        judged.stream()
            .flatMap(run -> ranAt(run.verdict()).stream())
            .max(Comparator.naturalOrder());
    if (seen.isPresent()) return seen;
    return alert.stream()
        .flatMap(open -> open.stoppages().stream())
        .filter(stoppage -> stoppage.job().id().equals(job.id()))
        .map(Stoppage::lastSeen)
        .filter(at -> at.isAfter(Instant.EPOCH))
        .findFirst();
  }
}
