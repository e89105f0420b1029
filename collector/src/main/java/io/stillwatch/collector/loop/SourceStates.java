// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.collector.Watched;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// How far each source has told everything, as detection may believe it.
///
/// What waits in the spool is not told yet: a state that would run ahead of it is held back until
/// the spool is empty. Until [#save] nobody else sees a change. Hosts that only the lines of a
/// source name get a state of their own.
final class SourceStates {
  private final SourceStore store;
  private final String collector;
  private final Map<SourceId, SourceState> known = new LinkedHashMap<>();
  private final Map<SourceId, SourceState> held = new LinkedHashMap<>();
  private final Map<SourceId, SourceState> unsaved = new LinkedHashMap<>();

  /// Of evidence that was read since the start; it counts once its source is complete.
  private final Map<SourceId, Instant> newest = new HashMap<>();

  private boolean loaded;

  /// `collector` identifies the process over restarts.
  SourceStates(SourceStore store, String collector) {
    this.store = store;
    this.collector = collector;
  }

  /// Remembers the hosts that a batch names, and when each was heard of last.
  synchronized void met(Watched watched, List<Evidence> evidence, Instant at)
      throws StoreException {
    load();
    var own = watched.source().id();
    for (var one : evidence) {
      var id = own;
      if (!one.host().equals(watched.host())) {
        id = idFor(own, one.host());
        known.computeIfAbsent(id, other -> fresh(other, one.host(), watched.reports(), at));
      }
      if (isRecord(one)) newest.merge(id, earlier(one.at(), at), SourceStates::later);
    }
  }

  private static boolean isRecord(Evidence evidence) {
    return switch (evidence) {
      case LogRecord _, Listing _ -> true;
      case HostConfig _, Gap _ -> false;
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// A clock that is ahead must not make a host look alive.
  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /// The source has told everything up to an instant; `spooled` says that some of it still waits.
  synchronized void complete(Watched watched, Batch batch, Instant at, boolean spooled)
      throws StoreException {
    load();
    var own = watched.source().id();
    newest.merge(own, batch.newestPushed(), SourceStates::later);
    for (var state : of(watched, at)) {
      var next =
          new SourceState(
              state.source(),
              state.host(),
              watched.reports(),
              later(batch.completeUntil(), state.completeUntil()),
              later(newest.getOrDefault(state.source(), Instant.MIN), state.newestRecord()),
              at,
              "",
              collector);
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
    var state = fresh(source, host, Reports.LISTINGS_AND_LINES, at);
    put(blind(known.getOrDefault(source, state), problem, at));
  }

  /// Discovery works again; only a problem that was told is taken back.
  synchronized void solved(SourceId source, Instant at) throws StoreException {
    load();
    var state = known.get(source);
    if (state == null || !state.blind()) return;
    put(new SourceState(source, state.host(), state.reports(), at, at, ""));
  }

  /// Removes what this collector stored of sources that it no longer has, so that they no longer
  /// hold their hosts back.
  ///
  /// A source is gone if it was `ours` and is not `current`. Nothing is forgotten unless the store
  /// removed it.
  synchronized List<SourceId> remove(Set<SourceId> current, Predicate<SourceId> ours)
      throws StoreException {
    load();
    var removed =
        known.values().stream()
            .filter(state -> state.collector().equals(collector))
            .filter(state -> !current.contains(state.source()) && !current.contains(base(state)))
            .filter(state -> ours.test(state.source()) || ours.test(base(state)))
            .map(SourceState::source)
            .toList();
    if (removed.isEmpty()) return removed;
    store.remove(removed);
    for (var source : removed) {
      known.remove(source);
      held.remove(source);
      unsaved.remove(source);
      newest.remove(source);
    }
    return removed;
  }

  /// What is held back now; its evidence is in the spool already.
  synchronized List<SourceState> held() {
    return List.copyOf(held.values());
  }

  /// The spool was empty after these were held back: they are true now.
  synchronized void release(List<SourceState> states) {
    for (var state : states) {
      if (!held.containsKey(state.source())) continue; // removed, or released before
      put(state);
      held.remove(state.source(), state);
    }
  }

  private SourceState fresh(SourceId source, Host host, Reports reports, Instant at) {
    return new SourceState(source, host, reports, Instant.MIN, at, "").withCollector(collector);
  }

  private SourceState blind(SourceState state, String problem, Instant at) {
    return new SourceState(
            state.source(), state.host(), state.reports(), state.completeUntil(), at, problem)
        .withNewestRecord(state.newestRecord())
        .withCollector(collector);
  }

  private void put(SourceState state) {
    var own = state.withCollector(collector);
    known.put(own.source(), own);
    unsaved.put(own.source(), own);
  }

  /// Stores what changed since the last time, all of it in one request.
  synchronized void save() throws StoreException {
    if (unsaved.isEmpty()) return;
    store.put(List.copyOf(unsaved.values()));
    unsaved.clear();
  }

  private List<SourceState> of(Watched watched, Instant at) {
    var own = watched.source().id();
    known.computeIfAbsent(own, id -> fresh(id, watched.host(), watched.reports(), at));
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

  /// The source whose lines name the host of a state.
  private static SourceId base(SourceState state) {
    var id = state.source().value();
    var suffix = "@" + state.host().name();
    return id.endsWith(suffix) && id.length() > suffix.length()
        ? new SourceId(id.substring(0, id.length() - suffix.length()))
        : state.source();
  }

  /// After a restart the stored states tell how far sources were complete, and which hosts they
  /// speak of.
  private void load() throws StoreException {
    if (loaded) return;
    store.all().forEach(state -> known.putIfAbsent(state.source(), state));
    loaded = true;
  }
}
