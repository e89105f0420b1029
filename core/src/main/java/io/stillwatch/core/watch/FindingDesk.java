// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Life;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the findings of audits: new ones open, seen ones stay, unseen ones are fixed.
///
/// What people decided (accepted, false positive) holds while the fault is there, and no longer
/// than its term.
final class FindingDesk {
  private static final Duration SEEN_AGAIN_AFTER = Duration.ofDays(1);

  private final FindingStore store;
  private final Map<String, Versioned<Finding>> known = new HashMap<>();

  FindingDesk(FindingStore store) {
    this.store = store;
  }

  /// The findings in force: also those that other parts reported straight to the store, and those
  /// whose acceptance is over.
  List<Finding> open(Instant now) throws StoreException {
    reload();
    for (var finding : List.copyOf(known.values())) {
      var life = finding.value().life();
      if (life.expired(now)) save(finding.value().withLife(life.reopened()), finding.version());
    }
    return known.values().stream().map(Versioned::value).filter(Finding::open).toList();
  }

  /// Takes the result of an audit of one host; returns what is new. What is said of `sources` is
  /// not the audit's to mend.
  List<Finding> report(JobBook.Audited audit, Collection<SourceState> sources)
      throws StoreException {
    var found = audit.findings();
    var at = audit.at();
    var opened = new ArrayList<Finding>();
    for (var finding : found) {
      var before = known.get(finding.id());
      if (before == null) {
        save(finding.withLife(new Life(at, at, Life.Status.OPEN)), Versioned.Version.NEW);
        opened.add(finding);
      } else {
        seenAgain(before, finding, at);
      }
    }
    for (var finding : List.copyOf(known.values())) {
      var place = finding.value().place();
      boolean gone = found.stream().noneMatch(other -> other.id().equals(finding.value().id()));
      boolean audited =
          place.host().equals(audit.host())
              && sources.stream().noneMatch(one -> one.source().value().equals(place.path()));
      if (gone && audited) fixed(finding, at);
    }
    return opened;
  }

  private void seenAgain(Versioned<Finding> before, Finding now, Instant at) throws StoreException {
    var life = before.value().life();
    boolean back = life.status() == Life.Status.FIXED;
    var status = back ? Life.Status.OPEN : life.status();
    var decision = back ? Optional.<Life.Decision>empty() : life.decision();
    var next = now.withLife(new Life(back ? at : life.firstSeen(), at, status, decision));
    boolean same = next.withLife(life).equals(before.value()) && !back;
    boolean recent = Duration.between(life.lastSeen(), at).compareTo(SEEN_AGAIN_AFTER) < 0;
    if (!(same && recent)) save(next, before.version());
  }

  private void fixed(Versioned<Finding> finding, Instant at) throws StoreException {
    var life = finding.value().life();
    if (life.status() == Life.Status.FIXED) return;
    save(
        finding
            .value()
            .withLife(new Life(life.firstSeen(), at, Life.Status.FIXED, life.decision())),
        finding.version());
  }

  private void save(Finding finding, Versioned.Version read) throws StoreException {
    store.save(finding, read);
    store.find(finding.id()).ifPresent(saved -> known.put(finding.id(), saved));
  }

  /// Before the audits of a tick: people may have decided since the last one.
  void reload() throws StoreException {
    store.all().forEach(finding -> known.put(finding.value().id(), finding));
  }
}
