// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.collector.Watched;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far each source has told everything, as detection may believe it.
///
/// What waits in the spool is not told yet: a state that would run ahead of it is held back until
/// the spool is empty. Until [#save] nobody else sees a change. Hosts that only the lines of a
/// source name get a state of their own.
final class SourceStates {
  private final SourceStore store;
  private final Map<SourceId, SourceState> known = new LinkedHashMap<>();
  private final Map<SourceId, SourceState> held = new LinkedHashMap<>();
  private final Map<SourceId, SourceState> unsaved = new LinkedHashMap<>();
  private boolean loaded;

  SourceStates(SourceStore store) {
    this.store = store;
  }

  /// Remembers the hosts that a batch names.
  synchronized void met(Watched watched, List<Evidence> evidence, Instant at)
      throws StoreException {
    load();
    var own = watched.source().id();
    for (var one : evidence) {
      if (one.host().equals(watched.host())) continue;
      known.computeIfAbsent(
          idFor(own, one.host()),
          id -> new SourceState(id, one.host(), watched.reports(), Instant.MIN, at, ""));
    }
  }

  /// The source has told everything up to an instant; `spooled` says that some of it still waits.
  synchronized void complete(Watched watched, Instant until, Instant at, boolean spooled)
      throws StoreException {
    load();
    for (var state : of(watched, at)) {
      var later = until.isAfter(state.completeUntil()) ? until : state.completeUntil();
      var next = new SourceState(state.source(), state.host(), watched.reports(), later, at, "");
      if (spooled) {
        held.put(next.source(), next);
      } else {
        put(next);
      }
    }
  }

  /// The source could not be read; it stays complete up to where it was.
  synchronized void problem(Watched watched, String problem, Instant at) throws StoreException {
    load();
    for (var state : of(watched, at)) put(blind(state, problem, at));
  }

  /// Nobody knows which sources there are.
  synchronized void problem(SourceId source, Host host, String problem, Instant at)
      throws StoreException {
    load();
    var state = new SourceState(source, host, Reports.LISTINGS_AND_LINES, Instant.MIN, at, "");
    put(blind(known.getOrDefault(source, state), problem, at));
  }

  /// Discovery works again; only a problem that was told is taken back.
  synchronized void solved(SourceId source, Instant at) throws StoreException {
    load();
    var state = known.get(source);
    if (state == null || !state.blind()) return;
    put(new SourceState(source, state.host(), state.reports(), at, at, ""));
  }

  /// What is held back now; its evidence is in the spool already.
  synchronized List<SourceState> held() {
    return List.copyOf(held.values());
  }

  /// The spool was empty after these were held back: they are true now.
  synchronized void release(List<SourceState> states) {
    for (var state : states) {
      put(state);
      held.remove(state.source(), state);
    }
  }

  private static SourceState blind(SourceState state, String problem, Instant at) {
    return new SourceState(
        state.source(), state.host(), state.reports(), state.completeUntil(), at, problem);
  }

  private void put(SourceState state) {
    known.put(state.source(), state);
    unsaved.put(state.source(), state);
  }

  /// Stores what changed since the last time, all of it in one request.
  synchronized void save() throws StoreException {
    if (unsaved.isEmpty()) return;
    store.put(List.copyOf(unsaved.values()));
    unsaved.clear();
  }

  private List<SourceState> of(Watched watched, Instant at) {
    var own = watched.source().id();
    known.computeIfAbsent(
        own, id -> new SourceState(id, watched.host(), watched.reports(), Instant.MIN, at, ""));
    return known.values().stream()
        .filter(state -> state.source().equals(own) || isFor(own, state))
        .toList();
  }

  private static SourceId idFor(SourceId own, Host host) {
    return new SourceId(own.value() + "@" + host.name());
  }

  private static boolean isFor(SourceId own, SourceState state) {
    return state.source().equals(idFor(own, state.host()));
  }

  /// After a restart the stored states tell how far sources were complete, and which hosts they
  /// speak of.
  private void load() throws StoreException {
    if (loaded) return;
    store.all().forEach(state -> known.putIfAbsent(state.source(), state));
    loaded = true;
  }
}
