// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// The anomalies of one job that follow each other with the same symptom. A stopped job is scored
/// at every tick, and still is one thing to look at.
public record AnomalyRun(List<Anomaly> byTime) {
  private static final Duration LEAST_GAP = Duration.ofHours(6);

  public AnomalyRun {
    byTime = List.copyOf(byTime);
  }

  /// Anomalies of a job further apart than this belong to two runs.
  public static Duration gap(Job job) {
    return Durations.longer(job.schedule().period(), LEAST_GAP);
  }

  /// Folds anomalies in any order; lower scores than `least` count as calm, which ends a run. The
  /// highest rank comes first. `gaps` has the gap of each job by id.
  public static List<AnomalyRun> fold(
      List<Anomaly> anomalies, double least, Function<String, Duration> gaps) {
    var byJob = new LinkedHashMap<String, List<Anomaly>>();
    anomalies.stream()
        .sorted(Comparator.comparing(Anomaly::at))
        .forEach(one -> byJob.computeIfAbsent(one.job(), _ -> new ArrayList<>()).add(one));
    var runs = new ArrayList<AnomalyRun>();
    byJob.forEach((job, byTime) -> runs.addAll(ofOneJob(byTime, least, gaps.apply(job))));
    runs.sort(Comparator.comparingDouble((AnomalyRun run) -> run.peak().rank()).reversed());
    return List.copyOf(runs);
  }

  private static List<AnomalyRun> ofOneJob(List<Anomaly> byTime, double least, Duration gap) {
    var runs = new ArrayList<AnomalyRun>();
    var run = new ArrayList<Anomaly>();
    for (var one : byTime) {
      boolean calm = one.score() < least;
      if (!run.isEmpty() && (calm || !continues(run.getLast(), one, gap))) {
        runs.add(new AnomalyRun(run));
        run.clear();
      }
      if (!calm) run.add(one);
    }
    if (!run.isEmpty()) runs.add(new AnomalyRun(run));
    return runs;
  }

  private static boolean continues(Anomaly before, Anomaly one, Duration gap) {
    return before.reconstruction().symptom() == one.reconstruction().symptom()
        && !one.at().isAfter(before.at().plus(gap));
  }

  /// Why the peak was scored as unusual.
  public String why() {
    return AnomalyWords.why(peak());
  }

  public String job() {
    return byTime.getFirst().job();
  }

  /// The one that exceeds what is needed the most, the earliest of equals.
  public Anomaly peak() {
    var peak = byTime.getFirst();
    for (var each : byTime) if (each.rank() > peak.rank()) peak = each;
    return peak;
  }
}
