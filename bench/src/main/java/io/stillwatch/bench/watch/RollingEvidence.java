// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.store.EvidenceStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Evidence in memory that forgets what is too old for a restart to ask for: a year of a fleet
/// needs no more room than its last slices. Configurations are kept.
public final class RollingEvidence implements EvidenceStore {
  private static final int PAGE = 5_000;

  private final int slices;
  private final Deque<List<Evidence>> kept = new ArrayDeque<>();
  private final Map<String, HostConfig> configurations = new HashMap<>();
  private long first;
  private long end;

  public RollingEvidence(int slices) {
    this.slices = slices;
  }

  @Override
  public void append(List<Evidence> evidence) {
    kept.addLast(List.copyOf(evidence));
    end += evidence.size();
    for (var one : evidence) {
      if (one instanceof HostConfig config) configurations.put(config.id(), config);
    }
    while (kept.size() > slices) first += kept.removeFirst().size();
  }

  @Override
  public Page readAfter(String from) {
    long start = Math.max(first, from.equals(Page.START) ? 0 : Long.parseLong(from));
    var page = new ArrayList<Evidence>();
    long at = first;
    for (var slice : kept) {
      long until = at + slice.size();
      if (until > start && page.size() < PAGE) {
        int begin = (int) Math.max(0, start - at);
        int take = Math.min(slice.size() - begin, PAGE - page.size());
        page.addAll(slice.subList(begin, begin + take));
        start = at + begin + take;
      }
      at = until;
    }
    return new Page(page, Long.toString(page.isEmpty() ? end : start));
  }

  /// Every state that this store is used with can be read.
  @Override
  public Page readOf(Host host, String from, String until) {
    throw new UnsupportedOperationException("No host is folded again here.");
  }

  /// What it keeps is too short for a comparison with weeks before.
  @Override
  public List<LogRecord> lines(Host host, Interval range, Order order, int most) {
    return List.of();
  }

  @Override
  public PatternHistory patterns(PatternHistory.Question question) {
    return PatternHistory.NONE;
  }

  @Override
  public Optional<Instant> newestConfiguration(Host host) {
    return configurations.values().stream()
        .filter(config -> config.host().equals(host))
        .map(HostConfig::at)
        .max(Instant::compareTo);
  }

  @Override
  public Optional<HostConfig> configuration(String id) {
    return Optional.ofNullable(configurations.get(id));
  }
}
