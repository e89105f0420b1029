// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.watch.stoppage.HostSilence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/// The hosts in memory: their committed states, which of them must be looked at next, and which
/// have changed since they were saved.
final class Hosts {
  private static final Duration AUDIT_EVERY = Duration.ofDays(1);

  private record Entry(HostState state, Version version, Instant savedAt, boolean dirty) {}

  /// When to look at a host: because its time has come, or whether it is silent.
  private record Look(Instant at, Host host, boolean silence) {}

  private final Map<Host, Entry> entries = new LinkedHashMap<>();
  private final PriorityQueue<Look> queue = new PriorityQueue<>(Comparator.comparing(Look::at));
  private final Map<Host, Instant> queued = new LinkedHashMap<>();
  private final Set<Host> awaited = new HashSet<>();

  void loaded(HostState state, Version version, Instant now) {
    entries.put(state.host(), new Entry(state, version, now, false));
    queue(state);
  }

  Optional<HostState> state(Host host) {
    return Optional.ofNullable(entries.get(host)).map(Entry::state);
  }

  Collection<HostState> states() {
    return entries.values().stream().map(Entry::state).toList();
  }

  int size() {
    return entries.size();
  }

  /// The hosts of this name; all of them if it is empty.
  List<Host> named(String name) {
    return entries.keySet().stream()
        .filter(host -> name.isEmpty() || host.name().equals(name))
        .toList();
  }

  /// Takes the next state of a host: from here on it counts.
  void commit(HostState next, Instant now) {
    var known = entries.get(next.host());
    if (known != null && known.state().equals(next)) {
      queue(next);
      return;
    }
    var entry =
        known == null
            ? new Entry(next, Version.NEW, now, true)
            : new Entry(next, known.version(), saveFrom(known, next), true);
    entries.put(next.host(), entry);
    queue(next);
  }

  /// Forgets what is known of a host, but not since when; it is folded again from its evidence, by
  /// whoever reads what is saved at once.
  void restart(Host host, ZoneId zone) {
    var known = entries.get(host);
    if (known == null) return;
    var found = HostState.found(host, known.state().since(), zone);
    var next = found.with(found.position().refoldedTo(EvidenceStore.Page.START));
    entries.put(host, new Entry(next, known.version(), Instant.MIN, true));
    queue(next);
  }

  /// A state with other jobs is saved at once: their documents are stored, and a state that does
  /// not know of them would not write them again.
  private static Instant saveFrom(Entry known, HostState next) {
    boolean sameJobs = known.state().jobs().keySet().equals(next.jobs().keySet());
    return sameJobs ? known.savedAt() : Instant.MIN;
  }

  private void queue(HostState state) {
    if (!awaited.contains(state.host())) await(state);
    var at = Instants.earlier(state.nextLookAt(), nextAudit(state));
    if (at.equals(queued.put(state.host(), at))) return;
    if (!at.equals(Instant.MAX)) queue.add(new Look(at, state.host(), false));
  }

  /// Each sign of a host puts off when it counts as silent: that is seen when the time has come, so
  /// that the queue holds one look of this kind a host.
  private void await(HostState state) {
    var at = HostSilence.from(state);
    if (at.equals(Instant.MAX)) return;
    awaited.add(state.host());
    queue.add(new Look(at, state.host(), true));
  }

  private static Instant nextAudit(HostState state) {
    var configuration = state.configuration();
    if (configuration.audits().due()) return Instant.EPOCH;
    return configuration.snapshots().none()
        ? Instant.MAX
        : configuration.audits().lastAt().plus(AUDIT_EVERY);
  }

  /// The hosts that must be looked at by now; each stays in the queue until it is committed.
  Set<Host> due(Instant now) {
    var due = new HashSet<Host>();
    while (!queue.isEmpty() && !queue.peek().at().isAfter(now)) {
      var look = queue.poll();
      if (look.silence()) {
        awaited.remove(look.host());
        state(look.host())
            .ifPresent(state -> {
              if (HostSilence.from(state).isAfter(now)) await(state);
              else due.add(state.host());
            });
        continue;
      }
      if (look.at().equals(queued.get(look.host()))) {
        queued.remove(look.host());
        due.add(look.host());
      }
    }
    return due;
  }

  /// Puts hosts back that were due and could not be committed.
  void again(Collection<Host> hosts) {
    for (var host : hosts) state(host).ifPresent(this::queue);
  }

  /// What must be saved: it changed, and was saved no later than `before`.
  List<HostState> unsaved(Instant before) {
    var unsaved = new ArrayList<HostState>();
    for (var entry : entries.values()) {
      if (entry.dirty() && !entry.savedAt().isAfter(before)) unsaved.add(entry.state());
    }
    return unsaved;
  }

  Version version(Host host) {
    var entry = entries.get(host);
    return entry == null ? Version.NEW : entry.version();
  }

  void saved(HostState state, Version version, Instant now) {
    var known = entries.get(state.host());
    var newest = known == null ? state : known.state();
    entries.put(state.host(), new Entry(newest, version, now, !newest.equals(state)));
  }
}
