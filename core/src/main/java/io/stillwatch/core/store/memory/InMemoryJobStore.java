// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.store.JobStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class InMemoryJobStore implements JobStore {
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Map<String, Run>> runs = new LinkedHashMap<>();
  private final Map<String, JudgedRun> verdicts = new LinkedHashMap<>();
  private final Map<String, Anomaly> anomalies = new LinkedHashMap<>();
  private final Map<String, TreeMap<Instant, SizeSample>> sizes = new LinkedHashMap<>();
  private Instant judgedUntil = Instant.MIN;

  @Override
  public synchronized void putJobs(List<Job> changed) {
    changed.forEach(job -> jobs.put(job.id(), job));
  }

  @Override
  public synchronized List<Job> jobs() {
    return List.copyOf(jobs.values());
  }

  @Override
  public synchronized void putRuns(List<Run> seen) {
    seen.forEach(
        run -> runs.computeIfAbsent(run.job(), _ -> new LinkedHashMap<>()).put(run.id(), run));
  }

  @Override
  public synchronized List<Run> runs(String job, Instant from, Instant until) {
    return runs.getOrDefault(job, Map.of()).values().stream()
        .filter(run -> within(run.at(), from, until))
        .sorted(Comparator.comparing(Run::at))
        .toList();
  }

  @Override
  public synchronized void putVerdicts(List<JudgedRun> judged) {
    judged.forEach(run -> verdicts.put(run.id(), run));
  }

  @Override
  public synchronized List<JudgedRun> verdicts(Instant from, Instant until) {
    return verdicts.values().stream()
        .filter(run -> within(run.due(), from, until))
        .sorted(Comparator.comparing(JudgedRun::due))
        .toList();
  }

  @Override
  public synchronized void putAnomalies(List<Anomaly> scored) {
    scored.forEach(anomaly -> anomalies.put(anomaly.id(), anomaly));
  }

  @Override
  public synchronized List<Anomaly> anomalies(Instant from, Instant until, double minScore) {
    return anomalies.values().stream()
        .filter(anomaly -> within(anomaly.at(), from, until) && anomaly.score() >= minScore)
        .sorted(Comparator.comparing(Anomaly::at))
        .toList();
  }

  @Override
  public synchronized Instant judgedUntil() {
    return judgedUntil;
  }

  @Override
  public synchronized void judgedUntil(Instant until) {
    judgedUntil = until;
  }

  @Override
  public synchronized void putSizes(Map<String, List<SizeSample>> samples) {
    samples.forEach((job, ofJob) -> {
      var known = sizes.computeIfAbsent(job, _ -> new TreeMap<>());
      ofJob.forEach(sample -> known.put(sample.at(), sample));
    });
  }

  @Override
  public synchronized List<SizeSample> sizes(String job, Instant from, Instant until) {
    var known = sizes.getOrDefault(job, new TreeMap<>());
    return List.copyOf(known.subMap(from, true, until, false).values());
  }

  private static boolean within(Instant at, Instant from, Instant until) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
