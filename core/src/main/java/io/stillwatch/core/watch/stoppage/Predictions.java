// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Stoppage.Origin;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.state.Configuration.LostJobs;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reports which jobs will not run, before they are missed: a certain fault keeps them from it.
///
/// What was seen counts more than what was read: if the effect of a job was seen after the fault
/// was found, the fault does not keep it from working. A run that is not expected is not predicted
/// to be missed.
public final class Predictions {
  private static final double SCORE = 50;
  private static final Duration UNKNOWN_DUE = Duration.ofDays(1);

  private Predictions() {}

  /// One for each job, by id; its next due time is the first that will be missed.
  public static Map<String, Stoppage> of(HostState host, Maintenance maintenance, Instant now) {
    var predicted = new LinkedHashMap<String, Stoppage>();
    for (var fault : host.configuration().lost()) {
      for (var id : fault.jobs()) {
        var job = host.jobs().get(id);
        if (job == null || job.retired() || predicted.containsKey(id)) continue;
        if (workedSince(host, job, fault)) continue;
        predict(job, fault, maintenance, now).ifPresent(stoppage -> predicted.put(id, stoppage));
      }
    }
    return predicted;
  }

  private static boolean workedSince(HostState host, JobState job, LostJobs fault) {
    if (fault.keepsFromStarting() && job.runs().higher(fault.since()).isPresent()) return true;
    return host.jobs().values().stream()
        .filter(other -> other.job().driver().equals(job.id()))
        .flatMap(other -> other.runs().last().stream())
        .anyMatch(ranAt -> ranAt.isAfter(fault.since()));
  }

  private static Optional<Stoppage> predict(
      JobState job, LostJobs fault, Maintenance maintenance, Instant now) {
    return nextDue(job, fault, now)
        .filter(due -> maintenance.at(job.job(), due).isEmpty())
        .map(due ->
            new Stoppage(
                job.job(),
                due,
                job.runs().last().orElse(Instant.EPOCH),
                0,
                SCORE,
                Growth.UNKNOWN,
                List.of("it will not run: " + fault.title()),
                List.of(),
                new Origin(job.job().group(), Basis.CONFIGURATION, 0)));
  }

  /// A line whose time cannot be read is due at a time that nobody knows: within a day.
  private static Optional<Instant> nextDue(JobState job, LostJobs fault, Instant now) {
    var schedule = job.job().schedule();
    if (schedule instanceof Schedule.Learning) return Optional.of(fault.since().plus(UNKNOWN_DUE));
    return schedule.nextAfter(now, job.lastRunBefore(now));
  }
}
