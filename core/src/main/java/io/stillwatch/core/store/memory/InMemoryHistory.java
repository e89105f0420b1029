// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.store.AnomalyLanes;
import io.stillwatch.core.store.AnomalyLanes.By;
import io.stillwatch.core.store.AnomalyLanes.Lane;
import io.stillwatch.core.store.AnomalyLanes.Some;
import io.stillwatch.core.store.AnomalyLanes.Span;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.SizeStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Runs, anomalies and sizes.
final class InMemoryHistory implements RunStore, AnomalyStore, SizeStore {
  private final Map<String, Map<String, Run>> runs = new LinkedHashMap<>();
  private final Map<String, Anomaly> anomalies = new LinkedHashMap<>();
  private final Map<String, TreeMap<Instant, SizeSample>> sizes = new LinkedHashMap<>();

  @Override
  public synchronized void putRuns(List<Run> seen) {
    for (var run : seen) {
      runs.computeIfAbsent(run.job(), _ -> new LinkedHashMap<>()).put(run.id(), run);
    }
  }

  @Override
  public synchronized List<Run> runs(String job, Instant from, Instant until) {
    return runs.getOrDefault(job, Map.of()).values().stream()
        .filter(run -> within(run.at(), from, until))
        .sorted(Comparator.comparing(Run::at))
        .toList();
  }

  @Override
  public synchronized List<RunFigures> firstFigures(
      String job, Instant from, Instant until, int most) {
    return runs(job, from, until).stream().limit(most).map(InMemoryHistory::figures).toList();
  }

  private static RunFigures figures(Run run) {
    var at = run.at().truncatedTo(ChronoUnit.MILLIS);
    return new RunFigures(at, run.outcome(), run.took(), run.outputBytes());
  }

  @Override
  public synchronized void putAnomalies(List<Anomaly> scored) {
    scored.forEach(anomaly -> anomalies.put(anomaly.id(), anomaly));
  }

  @Override
  public synchronized List<Anomaly> anomalies(
      Collection<String> jobs, Instant from, Instant until, double minScore) {
    return matching(from, until, minScore).filter(one -> jobs.contains(one.job())).toList();
  }

  @Override
  public synchronized Page page(
      Instant from, Instant until, double minScore, String after, int size) {
    var slice = Pages.of(matching(from, until, minScore).toList(), after, size);
    return new Page(slice.rows(), slice.next());
  }

  @Override
  public synchronized Page ranked(
      Instant from, Instant until, double minScore, String after, int size) {
    return ranked(matching(from, until, minScore), after, size);
  }

  @Override
  public synchronized Page ranked(
      Some lanes, Interval during, double minScore, String after, int size) {
    var some = matching(during.from(), during.until(), minScore).filter(lanes::holds);
    return ranked(some, after, size);
  }

  private static Page ranked(Stream<Anomaly> some, String after, int size) {
    var strongest = Comparator.comparingDouble(Anomaly::rank).reversed();
    var slice = Pages.of(some.sorted(strongest).toList(), after, size);
    return new Page(slice.rows(), slice.next());
  }

  @Override
  public synchronized AnomalyLanes lanes(By by, Span span, double minScore, int size) {
    var lanes = new TreeMap<String, Map<Instant, Double>>();
    var overall = new TreeMap<Instant, Double>();
    matching(span.from(), span.until(), minScore)
        .forEach(one -> {
          var start = span.start(one.at());
          overall.merge(start, one.score(), Math::max);
          lanes
              .computeIfAbsent(by.key(one), _ -> new TreeMap<>())
              .merge(start, one.score(), Math::max);
        });
    var worst =
        lanes.entrySet().stream()
            .filter(lane -> !lane.getKey().isEmpty())
            .map(lane -> new Lane(lane.getKey(), lane.getValue()))
            .sorted(Comparator.comparingDouble(Lane::peak).reversed())
            .limit(size)
            .toList();
    return new AnomalyLanes(new Lane("", overall), worst);
  }

  private Stream<Anomaly> matching(Instant from, Instant until, double minScore) {
    return anomalies.values().stream()
        .filter(anomaly -> within(anomaly.at(), from, until) && anomaly.score() >= minScore)
        .sorted(Comparator.comparing(Anomaly::at).thenComparing(Anomaly::id));
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

  @Override
  public synchronized List<SizeSample> thinned(String job, Interval range, Duration every) {
    var kept = new TreeMap<Instant, SizeSample>();
    var stretches = new TreeMap<Long, List<SizeSample>>();
    for (var sample : sizes(job, range.from(), range.until())) {
      long stretch = Math.floorDiv(sample.at().toEpochMilli(), every.toMillis());
      stretches.computeIfAbsent(stretch, _ -> new ArrayList<>()).add(sample);
    }
    for (var stretch : stretches.values()) {
      var largest =
          stretch.stream().max(Comparator.comparingLong(SizeSample::activeBytes)).orElseThrow();
      kept.put(largest.at(), largest);
      kept.put(stretch.getLast().at(), stretch.getLast());
    }
    return List.copyOf(kept.values());
  }

  private static boolean within(Instant at, Instant from, Instant until) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
