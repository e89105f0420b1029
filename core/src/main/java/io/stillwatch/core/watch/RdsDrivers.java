// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Finds the scheduled command, on whatever host, that makes the log files of an RDS instance
/// rotate: one that names the instance, and around whose runs the rotations happened.
///
/// The time of a closed file is that of its last line, so a rotation may look older than the run
/// that made it.
final class RdsDrivers {
  private static final Duration REMEMBER = Duration.ofDays(60);
  private static final int CANDIDATES = 50;
  private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9_.-]+");

  private final JobStatusStore statuses;
  private final RunStore runs;

  /// An answer is remembered: the same stoppage is asked about at each tick.
  private final Map<String, Optional<Job>> known = new HashMap<>();

  RdsDrivers(JobStatusStore statuses, RunStore runs) {
    this.statuses = statuses;
    this.runs = runs;
  }

  Optional<Job> of(Job rotation, Instant lastSeen) throws StoreException {
    if (rotation.kind() != JobKind.RDS_LOG) return Optional.empty();
    var remembered = known.get(rotation.id());
    if (remembered != null) return remembered;
    var found = find(rotation, lastSeen);
    known.put(rotation.id(), found);
    return found;
  }

  /// Forgets about jobs that are fine again.
  void keepOnly(List<String> jobs) {
    known.keySet().retainAll(jobs);
  }

  private Optional<Job> find(Job rotation, Instant lastSeen) throws StoreException {
    var from = lastSeen.minus(REMEMBER);
    var until = lastSeen.plus(RotationsAround.AROUND);
    var rotations = times(runs.runs(rotation.id(), from, until));
    var instance = rotation.host().name();
    var filter = new JobFilter(Optional.empty(), "", instance);
    Optional<Job> best = Optional.empty();
    double bestShare = RotationsAround.MOSTLY;
    for (var status : statuses.page(filter, JobStatusStore.Page.START, CANDIDATES).jobs()) {
      var job = status.job();
      if (job.kind() != JobKind.SCHEDULED_COMMAND || !names(job, instance)) continue;
      double share = RotationsAround.share(rotations, times(runs.runs(job.id(), from, until)));
      if (share < bestShare) continue;
      best = Optional.of(job);
      bestShare = share;
    }
    return best;
  }

  private static boolean names(Job job, String instance) {
    return words(job).contains(instance);
  }

  /// The words of a command that may name an instance.
  static List<String> words(Job job) {
    return List.of(NO_WORD.split(job.subject() + " " + job.definition().command(), -1));
  }

  private static NavigableSet<Instant> times(List<Run> runs) {
    var times = new TreeSet<Instant>();
    runs.forEach(run -> times.add(run.at()));
    return times;
  }
}
