// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.store.VerdictStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

final class InMemoryVerdictStore implements VerdictStore {
  private static final Comparator<JudgedRun> BY_DUE =
      Comparator.comparing(JudgedRun::due).thenComparing(JudgedRun::job);

  private final Map<String, TreeMap<Instant, JudgedRun>> verdicts = new LinkedHashMap<>();

  @Override
  public synchronized void putVerdicts(List<JudgedRun> judged) {
    for (var run : judged) {
      verdicts.computeIfAbsent(run.job(), _ -> new TreeMap<>()).put(run.due(), run);
    }
  }

  @Override
  public synchronized List<JudgedRun> verdicts(
      Collection<String> jobs, Instant from, Instant until) {
    return jobs.stream().flatMap(job -> ofJob(job, from, until)).sorted(BY_DUE).toList();
  }

  @Override
  public synchronized Page page(VerdictFilter filter, String after, int size) {
    var jobs = filter.job().isEmpty() ? verdicts.keySet() : List.of(filter.job());
    var matching =
        jobs.stream()
            .flatMap(job -> ofJob(job, filter.from(), filter.until()))
            .filter(run -> filter.word().isEmpty() || run.verdict().word().equals(filter.word()))
            .sorted(BY_DUE)
            .toList();
    var slice = Pages.of(matching, after, size);
    return new Page(slice.rows(), slice.next());
  }

  @Override
  public synchronized Map<String, Long> counts(
      Collection<String> jobs, Instant from, Instant until) {
    var counts = new HashMap<String, Long>();
    for (var run : verdicts(jobs, from, until)) counts.merge(run.verdict().word(), 1L, Long::sum);
    return counts;
  }

  @Override
  public synchronized List<Bucket> histogram(Instant from, Instant until, Duration bucket) {
    var counts = new TreeMap<Instant, Map<String, Long>>();
    for (var job : verdicts.keySet()) {
      ofJob(job, from, until)
          .forEach(run -> {
            long number = Duration.between(from, run.due()).dividedBy(bucket);
            counts
                .computeIfAbsent(from.plus(bucket.multipliedBy(number)), _ -> new HashMap<>())
                .merge(run.verdict().word(), 1L, Long::sum);
          });
    }
    var buckets = new ArrayList<Bucket>();
    for (var at = from; at.isBefore(until); at = at.plus(bucket)) {
      buckets.add(new Bucket(at, counts.getOrDefault(at, Map.of())));
    }
    return buckets;
  }

  private Stream<JudgedRun> ofJob(String job, Instant from, Instant until) {
    if (!from.isBefore(until)) return Stream.empty();
    var known = verdicts.get(job);
    return known == null
        ? Stream.empty()
        : known.subMap(from, true, until, false).values().stream();
  }
}
