// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.Gaps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

final class InMemoryEvidenceStore implements EvidenceStore, Gaps {
  private static final int PAGE = 5_000;

  private final List<Evidence> arrived = new ArrayList<>();
  private final Map<Host, List<LogRecord>> lines = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, HostConfig> configurations = new HashMap<>();

  @Override
  public synchronized void append(List<Evidence> evidence) {
    for (var one : evidence) {
      if (!ids.add(one.id())) continue;
      arrived.add(one);
      if (one instanceof LogRecord line)
        lines.computeIfAbsent(line.host(), _ -> new ArrayList<>()).add(line);
      if (one instanceof HostConfig config) configurations.put(config.id(), config);
    }
  }

  @Override
  public synchronized Page readAfter(String from) {
    return page(number(from), arrived.size(), InMemoryEvidenceStore::concernsDetection);
  }

  @Override
  public synchronized Page readOf(Host host, String from, String until) {
    return page(
        number(from), number(until), one -> one.host().equals(host) && concernsDetection(one));
  }

  private static int number(String cursor) {
    return cursor.equals(Page.START) ? 0 : Integer.parseInt(cursor);
  }

  /// A page may be empty only at the end, so other evidence is skipped.
  private Page page(int start, int until, Predicate<Evidence> wanted) {
    var page = new ArrayList<Evidence>();
    int at = start;
    while (at < until && page.size() < PAGE) {
      var one = arrived.get(at++);
      if (wanted.test(one)) page.add(one);
    }
    return new Page(page, Integer.toString(at), at >= until);
  }

  @Override
  public synchronized Optional<HostConfig> configuration(String id) {
    return Optional.ofNullable(configurations.get(id));
  }

  @Override
  public synchronized Optional<Instant> newestConfiguration(Host host) {
    return configurations.values().stream()
        .filter(config -> config.host().equals(host))
        .map(HostConfig::at)
        .max(Instant::compareTo);
  }

  @Override
  public synchronized PatternHistory patterns(PatternHistory.Question question) {
    return CountedPatterns.of(lines.getOrDefault(question.host(), List.of()), question);
  }

  @Override
  public synchronized List<LogRecord> lines(Host host, Interval range, Order order, int most) {
    var earliestFirst = Comparator.comparing(LogRecord::at);
    var sorted =
        switch (order) {
          case EARLIEST_FIRST -> earliestFirst;
          case LATEST_FIRST -> earliestFirst.reversed();
        };
    return lines.getOrDefault(host, List.of()).stream()
        .filter(line -> range.contains(line.at()))
        .sorted(sorted)
        .limit(most)
        .toList();
  }

  @Override
  public synchronized Report between(Instant from, Instant until) {
    var gaps =
        arrived.stream()
            .filter(Gap.class::isInstance)
            .map(Gap.class::cast)
            .filter(gap -> !gap.at().isBefore(from) && gap.at().isBefore(until))
            .sorted(Comparator.comparing(Gap::at).reversed().thenComparing(Gap::id))
            .toList();
    var sums = new TreeMap<String, Sum>();
    for (var gap : gaps) {
      sums.merge(
          gap.source().value(),
          new Sum(gap.source(), 1, gap.bytes()),
          (a, b) -> new Sum(a.source(), a.count() + 1, a.bytes() + b.bytes()));
    }
    return new Report(List.copyOf(sums.values()), gaps.subList(0, Math.min(NEWEST, gaps.size())));
  }

  private static boolean concernsDetection(Evidence evidence) {
    return !(evidence instanceof LogRecord line) || line.event().concernsJobs();
  }
}
