// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.collector.loop.CollectorMetrics.OfSource;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.store.BulkItemOutcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what went through.
final class IngestCounters {
  private final LongAdder read = new LongAdder();
  private final LongAdder stored = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder gaps = new LongAdder();
  private final Map<SourceId, OfSource> sources = new ConcurrentHashMap<>();
  private final Map<String, String> unstored = new ConcurrentSkipListMap<>();

  void read(SourceId source, List<Evidence> evidence, Instant at) {
    int pieces = evidence.size();
    read.add(pieces);
    for (var one : evidence) if (one instanceof Gap) gaps.increment();
    sources.merge(
        source,
        new OfSource(source.value(), pieces, at, ""),
        (old, now) -> new OfSource(old.source(), old.read() + pieces, at, old.problem()));
  }

  void stored(int pieces) {
    stored.add(pieces);
  }

  void settled(List<BulkItemOutcome> fates) {
    for (var fate : fates) {
      switch (fate.kind()) {
        case STORED -> stored.increment();
        case DUPLICATE -> duplicates.increment();
        case REJECTED -> rejected.increment();
        case RETRY -> {} // counted when it is settled
      }
    }
  }

  /// Whether the source began to fail, or to work again.
  boolean problem(SourceId source, String problem, Instant at) {
    var before = sources.get(source);
    sources.merge(
        source,
        new OfSource(source.value(), 0, at, problem),
        (old, _) -> new OfSource(old.source(), old.read(), at, problem));
    boolean failed = before != null && !before.problem().isEmpty();
    return failed == problem.isEmpty();
  }

  /// Why somebody cannot store at the moment; an empty text says that it can.
  void storing(String who, String problem) {
    if (problem.isEmpty()) unstored.remove(who);
    else unstored.put(who, problem);
  }

  CollectorMetrics metrics(CollectorMetrics.Waiting waiting) {
    var all = sources.values().stream().sorted(Comparator.comparing(OfSource::source)).toList();
    return new CollectorMetrics(
        read.sum(),
        stored.sum(),
        duplicates.sum(),
        rejected.sum(),
        gaps.sum(),
        waiting,
        all,
        unstored.values().stream().findFirst().orElse(""));
  }
}
