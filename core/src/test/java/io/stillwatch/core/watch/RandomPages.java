// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.store.EvidenceStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Evidence that is read in pages of random size; a page may repeat what was read before.
final class RandomPages implements EvidenceStore {
  private final List<Evidence> arrived = new ArrayList<>();
  private final Map<String, HostConfig> configurations = new HashMap<>();
  private final Random random;
  private final int longest;

  RandomPages(Random random, int longest) {
    this.random = random;
    this.longest = longest;
  }

  @Override
  public void append(List<Evidence> evidence) {
    arrived.addAll(evidence);
    for (var one : evidence)
      if (one instanceof HostConfig config) configurations.put(config.id(), config);
  }

  @Override
  public Page readAfter(String from) {
    int start = from.equals(Page.START) ? 0 : Integer.parseInt(from);
    int end = Math.min(arrived.size(), start + 1 + random.nextInt(longest));
    if (start == arrived.size()) return new Page(List.of(), from);
    int repeated = Math.max(0, start - random.nextInt(4));
    return new Page(arrived.subList(repeated, end), Integer.toString(end));
  }

  @Override
  public Page readOf(Host host, String from, String until) {
    int start = from.equals(Page.START) ? 0 : Integer.parseInt(from);
    int end = until.equals(Page.START) ? 0 : Integer.parseInt(until);
    int at = start;
    var page = new ArrayList<Evidence>();
    int size = 1 + random.nextInt(longest);
    while (at < end && page.size() < size) {
      var one = arrived.get(at++);
      if (one.host().equals(host)) page.add(one);
    }
    return new Page(page, Integer.toString(at));
  }

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
    return Optional.empty();
  }

  @Override
  public Optional<HostConfig> configuration(String id) {
    return Optional.ofNullable(configurations.get(id));
  }
}
