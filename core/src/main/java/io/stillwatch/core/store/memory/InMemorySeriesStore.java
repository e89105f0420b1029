// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.store.SeriesStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Hours by series and time.
final class InMemorySeriesStore implements SeriesStore {
  private final Map<String, TreeMap<Instant, ScoredHour>> series = new LinkedHashMap<>();

  @Override
  public synchronized void putHours(List<ScoredHour> hours) {
    for (var one : hours) {
      series.computeIfAbsent(one.series(), _ -> new TreeMap<>()).put(one.hour().start(), one);
    }
  }

  @Override
  public synchronized List<ScoredHour> hours(
      String id, Instant from, Instant until, double minScore) {
    var known = series.get(id);
    return known == null ? List.of() : reaching(known, from, until, minScore).toList();
  }

  @Override
  public synchronized Page page(
      Instant from, Instant until, double minScore, String after, int size) {
    var matching =
        series.values().stream()
            .flatMap(known -> reaching(known, from, until, minScore))
            .sorted(
                Comparator.comparing((ScoredHour one) -> one.hour().start())
                    .thenComparing(ScoredHour::id))
            .toList();
    var slice = Pages.of(matching, after, size);
    return new Page(slice.rows(), slice.next());
  }

  private static Stream<ScoredHour> reaching(
      NavigableMap<Instant, ScoredHour> known, Instant from, Instant until, double minScore) {
    if (!from.isBefore(until)) return Stream.empty();
    Collection<ScoredHour> within = known.subMap(from, true, until, false).values();
    return within.stream().filter(one -> one.hour().score() >= minScore);
  }
}
