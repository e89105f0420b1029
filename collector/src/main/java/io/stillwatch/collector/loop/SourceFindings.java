// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.Watched;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.source.SourceException.Permanent;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Findings about sources that the collector is not allowed to read: opened by a refusal, fixed by
/// the next good poll.
final class SourceFindings {
  private static final Duration SEEN_AGAIN_AFTER = Duration.ofHours(1);

  private final FindingStore store;
  private final Map<SourceId, Set<String>> open = new HashMap<>();
  private final Set<SourceId> looked = new HashSet<>();
  private final Map<SourceId, Told> told = new HashMap<>();

  /// Which shortcomings were told of a source, and when: a source is polled every few seconds.
  private record Told(Set<String> ids, Instant at) {}

  SourceFindings(FindingStore store) {
    this.store = store;
  }

  /// Opens the finding, or keeps it open; what people decided about it stays.
  synchronized void report(SourceId source, Host host, Permanent refusal, Instant at)
      throws StoreException {
    report(
        EvidenceId.of("finding", refusal.rule(), host.name(), source.value()),
        source,
        host,
        refusal,
        at);
  }

  private void report(String id, SourceId source, Host host, Permanent refusal, Instant at)
      throws StoreException {
    var before = store.find(id);
    var firstSeen = at;
    var version = Versioned.Version.NEW;
    if (before.isPresent()) {
      var life = before.get().value().life();
      version = before.get().version();
      if (life.status() == FindingLifecycle.Status.OPEN) firstSeen = life.firstSeen();
      var recent = Duration.between(life.lastSeen(), at).compareTo(SEEN_AGAIN_AFTER) < 0;
      if (life.status() != FindingLifecycle.Status.FIXED && recent) return;
      if (decided(life)) return;
    }
    store.save(
        finding(
            id,
            source,
            host,
            refusal,
            new FindingLifecycle(firstSeen, at, FindingLifecycle.Status.OPEN)),
        version);
    open.computeIfAbsent(source, _ -> new HashSet<>()).add(id);
  }

  private static boolean decided(FindingLifecycle life) {
    return life.status() == FindingLifecycle.Status.ACCEPTED
        || life.status() == FindingLifecycle.Status.FALSE_POSITIVE;
  }

  private static Finding finding(
      String id, SourceId source, Host host, Permanent refusal, FindingLifecycle life) {
    var cause = refusal.getCause();
    var evidence = String.valueOf(cause == null ? refusal.getMessage() : cause.getMessage());
    return new Finding(
        id,
        refusal.rule(),
        Finding.Severity.ERROR,
        new Location(host, source.value(), 0, 0),
        new Explanation(String.valueOf(refusal.getMessage()), evidence, refusal.remedy(), ""),
        List.of(),
        Confidence.CERTAIN,
        life);
  }

  /// The source was read to its end: whatever kept us from it is mended, but for what it says
  /// itself.
  synchronized void settled(Watched watched, Instant at) throws StoreException {
    var source = watched.source().id();
    var said = new HashMap<String, Permanent>();
    for (var one : watched.source().shortcomings()) {
      var title = String.valueOf(one.getMessage());
      var id = EvidenceId.of("finding", one.rule(), watched.host().name(), source.value(), title);
      said.put(id, one);
    }
    boolean same =
        Optional.ofNullable(told.get(source))
            .filter(before -> at.isBefore(before.at().plus(SEEN_AGAIN_AFTER)))
            .filter(before -> before.ids().equals(said.keySet()))
            .isPresent();
    if (same && said.keySet().containsAll(open.getOrDefault(source, Set.of()))) return;
    for (var one : said.entrySet())
      report(one.getKey(), source, watched.host(), one.getValue(), at);
    solved(source, watched.host(), said.keySet(), at);
    told.put(source, new Told(Set.copyOf(said.keySet()), at));
  }

  /// Whatever kept us from the source is mended.
  synchronized void solved(SourceId source, Host host, Instant at) throws StoreException {
    solved(source, host, Set.of(), at);
  }

  private void solved(SourceId source, Host host, Set<String> but, Instant at)
      throws StoreException {
    if (looked.add(source)) lookForOlder(source, host);
    var left = new HashSet<String>();
    for (var id : open.getOrDefault(source, Set.of())) {
      if (but.contains(id)) {
        left.add(id);
        continue;
      }
      var finding = store.find(id);
      if (finding.isEmpty() || !finding.get().value().open()) continue;
      var first = finding.get().value().life().firstSeen();
      store.save(
          finding
              .get()
              .value()
              .withLife(new FindingLifecycle(first, at, FindingLifecycle.Status.FIXED)),
          finding.get().version());
    }
    open.put(source, left);
  }

  /// Findings of an earlier process about the same source.
  private void lookForOlder(SourceId source, Host host) throws StoreException {
    for (var finding : store.ofHosts(List.of(host))) {
      var value = finding.value();
      if (value.open() && value.place().path().equals(source.value()))
        open.computeIfAbsent(source, _ -> new HashSet<>()).add(value.id());
    }
  }
}
