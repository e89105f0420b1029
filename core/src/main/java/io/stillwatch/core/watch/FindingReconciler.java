// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.watch.fold.Audited;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reconciles the stored findings of a host with what an audit found: new ones open, seen ones
/// stay, unseen ones are fixed.
///
/// What people decided (accepted, false positive) holds while the fault is there, and no longer
/// than its term.
final class FindingReconciler {
  private static final Duration SEEN_AGAIN_AFTER = Duration.ofDays(1);

  private final FindingStore store;

  FindingReconciler(FindingStore store) {
    this.store = store;
  }

  /// Opens findings again whose acceptance is over; returns their hosts.
  Set<Host> reopenExpired(Instant now) throws StoreException {
    var hosts = new HashSet<Host>();
    for (var finding : store.expired(now)) {
      var life = finding.value().life();
      store.save(finding.value().withLife(life.reopened()), finding.version());
      hosts.add(finding.value().place().host());
    }
    return hosts;
  }

  /// Findings that people accepted or called false positives, of hosts where faults stop jobs.
  Set<String> dismissed(List<HostState> looked) throws StoreException {
    var faulty =
        looked.stream()
            .filter(state -> !state.configuration().lost().isEmpty())
            .map(HostState::host)
            .toList();
    var dismissed = new HashSet<String>();
    if (faulty.isEmpty()) return dismissed;
    for (var finding : store.ofHosts(faulty)) {
      if (!finding.value().open()) dismissed.add(finding.value().id());
    }
    return dismissed;
  }

  /// Stores the result of audits, of each host that of the last one; returns what is new. Findings
  /// about `sources`, and of the quarantine, are not made by audits, so audits do not fix them.
  List<Finding> report(Collection<Audited> all, Collection<SourceState> sources)
      throws StoreException {
    if (all.isEmpty()) return List.of();
    var audits = lastOfEachHost(all);
    var known = new HashMap<Host, Map<String, Versioned<Finding>>>();
    for (var finding : store.ofHosts(audits.stream().map(Audited::host).distinct().toList())) {
      known
          .computeIfAbsent(finding.value().place().host(), _ -> new HashMap<>())
          .put(finding.value().id(), finding);
    }
    var aboutSources = new HashSet<String>();
    sources.forEach(source -> aboutSources.add(source.source().value()));
    var opened = new ArrayList<Finding>();
    for (var audit : audits) {
      opened.addAll(report(audit, known.getOrDefault(audit.host(), Map.of()), aboutSources));
    }
    return opened;
  }

  private static Collection<Audited> lastOfEachHost(Collection<Audited> audits) {
    var last = new LinkedHashMap<Host, Audited>();
    audits.forEach(audit -> last.put(audit.host(), audit));
    return last.values();
  }

  private List<Finding> report(
      Audited audit, Map<String, Versioned<Finding>> known, Set<String> aboutSources)
      throws StoreException {
    var opened = new ArrayList<Finding>();
    var found = new HashSet<String>();
    for (var finding : audit.findings()) {
      if (!found.add(finding.id())) continue;
      var before = known.get(finding.id());
      if (before == null) {
        var life = new FindingLifecycle(audit.at(), audit.at(), FindingLifecycle.Status.OPEN);
        store.save(finding.withLife(life), Versioned.Version.NEW);
        opened.add(finding);
      } else {
        seenAgain(before, finding, audit.at());
      }
    }
    for (var finding : known.values()) {
      boolean ofAudit =
          !aboutSources.contains(finding.value().place().path())
              && !Quarantine.made(finding.value());
      if (ofAudit && !found.contains(finding.value().id())) fixed(finding, audit.at());
    }
    return opened;
  }

  private void seenAgain(Versioned<Finding> before, Finding now, Instant at) throws StoreException {
    var life = before.value().life();
    boolean back = life.status() == FindingLifecycle.Status.FIXED;
    var status = back ? FindingLifecycle.Status.OPEN : life.status();
    var decision = back ? Optional.<FindingLifecycle.Decision>empty() : life.decision();
    var next =
        now.withLife(new FindingLifecycle(back ? at : life.firstSeen(), at, status, decision));
    boolean same = next.withLife(life).equals(before.value()) && !back;
    boolean recent = Duration.between(life.lastSeen(), at).compareTo(SEEN_AGAIN_AFTER) < 0;
    if (!(same && recent)) store.save(next, before.version());
  }

  private void fixed(Versioned<Finding> finding, Instant at) throws StoreException {
    var life = finding.value().life();
    if (life.status() == FindingLifecycle.Status.FIXED) return;
    var ended =
        new FindingLifecycle(life.firstSeen(), at, FindingLifecycle.Status.FIXED, life.decision());
    store.save(finding.value().withLife(ended), finding.version());
  }
}
