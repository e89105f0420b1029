// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.MergedStates;
import io.stillwatch.core.source.Reporter;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How far each source has told everything, as this collector may claim it.
///
/// What waits in the spool is not told yet: a state that would run ahead of it is held back until
/// the spool is empty; the one before is reported meanwhile, for the others to know that this
/// collector is alive. Until [#save] nobody else sees a change. Hosts that only the lines of a
/// source name get a state of their own.
final class SourceStates {
  /// Between two reports; after a longer one the store was away, or we were.
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final SourceStore store;
  private final Reporter unsaid;
  private final Map<SourceId, CollectorState> known = new LinkedHashMap<>();
  private final Map<SourceId, CollectorState> held = new LinkedHashMap<>();
  private final Map<SourceId, CollectorState> unsaved = new LinkedHashMap<>();

  /// Of evidence that was read since the start; it counts once its source is complete.
  private final Map<SourceId, Instant> newest = new HashMap<>();

  private List<CollectorState> obsolete = List.of();
  private boolean loaded;
  private Instant reportsSince = Instant.MIN;
  private Instant reportedAt = Instant.MIN;

  /// `collector` identifies the process over restarts.
  SourceStates(SourceStore store, String collector) {
    this.store = store;
    this.unsaid = new Reporter(collector, Instant.MIN, Instant.MIN);
  }

  /// Remembers the hosts that a batch names, and when each was heard of last; a clock that is ahead
  /// must not make a host look alive.
  synchronized void met(Watched watched, List<Evidence> evidence, Instant at)
      throws StoreException {
    load();
    var own = watched.source().id();
    for (var one : evidence) {
      var id = own;
      if (!one.host().equals(watched.host())) {
        id = idFor(own, one.host());
        known.computeIfAbsent(
            id, other -> ours(fresh(other, one.host(), watched.reports(), at), watched.mode()));
      }
      if (isRecord(one)) newest.merge(id, Instants.earlier(one.at(), at), Instants::later);
    }
  }

  private static boolean isRecord(Evidence evidence) {
    return switch (evidence) {
      case LogRecord _, Listing _ -> true;
      case HostConfig _, Gap _ -> false;
    };
  }

  /// The source has told everything up to an instant; `spooled` says that some of it still waits.
  synchronized void complete(Watched watched, Batch batch, Instant at, boolean spooled)
      throws StoreException {
    load();
    var own = watched.source().id();
    newest.merge(own, batch.newestPushed(), Instants::later);
    for (var state : of(watched, at)) {
      var next =
          new SourceState(
              state.source(),
              state.host(),
              watched.reports(),
              Instants.later(batch.completeUntil(), state.completeUntil()),
              Instants.later(
                  newest.getOrDefault(state.source(), Instant.MIN), state.newestRecord()),
              at,
              "");
      if (spooled) held.put(next.source(), ours(next, watched.mode()));
      put(spooled ? state : next, watched.mode());
    }
  }

  /// The source could not be read; it stays complete up to where it was.
  synchronized void problem(Watched watched, String problem, Instant at, boolean spooled)
      throws StoreException {
    load();
    for (var state : of(watched, at))
      put(blind(state, problem, spooled ? state.polledAt() : at), watched.mode());
  }

  /// Nobody knows which sources there are.
  synchronized void problem(Discovery discovery, String problem, Instant at) throws StoreException {
    load();
    var before = known.get(discovery.id());
    var state =
        before == null
            ? fresh(discovery.id(), discovery.host(), Reports.LISTINGS_AND_LINES, at)
            : before.state();
    put(blind(state, problem, at), discovery.mode());
  }

  /// Discovery works again; only a problem that was told is taken back.
  synchronized void solved(Discovery discovery, Instant at) throws StoreException {
    load();
    var before = known.get(discovery.id());
    if (before == null || !before.state().blind()) return;
    var state = before.state();
    var works = new SourceState(state.source(), state.host(), state.reports(), at, at, "");
    put(works, discovery.mode());
  }

  /// Removes what this collector stored of sources that it no longer has, so that they no longer
  /// hold their hosts back, and what others stored that counts for nothing any more.
  ///
  /// A source is gone if it was `wasOurs` and is not `current`. What another collector stored of it
  /// stays. Nothing is forgotten unless the store removed it.
  synchronized List<SourceId> remove(Set<SourceId> current, Predicate<SourceId> wasOurs)
      throws StoreException {
    load();
    var gone =
        known.values().stream()
            .filter(this::isOurs)
            .map(CollectorState::state)
            .filter(state -> !current.contains(state.source()) && !current.contains(base(state)))
            .filter(state -> wasOurs.test(state.source()) || wasOurs.test(base(state)))
            .map(SourceState::source)
            .toList();
    if (gone.isEmpty() && obsolete.isEmpty()) return gone;
    var stored =
        store.reported().stream()
            .filter(this::isOurs)
            .filter(one -> gone.contains(one.state().source()));
    store.remove(Stream.concat(stored, obsolete.stream()).toList());
    obsolete = List.of();
    for (var source : gone) {
      known.remove(source);
      held.remove(source);
      unsaved.remove(source);
      newest.remove(source);
    }
    return gone;
  }

  /// What is held back now; its evidence is in the spool already.
  synchronized List<CollectorState> held() {
    return List.copyOf(held.values());
  }

  /// The spool was empty after these were held back: they are true now.
  synchronized void release(List<CollectorState> states) {
    for (var one : states) {
      var source = one.state().source();
      if (!held.containsKey(source)) continue; // removed, or released before
      put(one.state(), one.mode());
      held.remove(source, one);
    }
  }

  private static SourceState fresh(SourceId source, Host host, Reports reports, Instant at) {
    return new SourceState(source, host, reports, Instant.MIN, at, "");
  }

  private static SourceState blind(SourceState state, String problem, Instant polledAt) {
    return new SourceState(
        state.source(),
        state.host(),
        state.reports(),
        state.completeUntil(),
        state.newestRecord(),
        polledAt,
        problem);
  }

  private CollectorState ours(SourceState state, CollectionMode mode) {
    return new CollectorState(state, mode, unsaid);
  }

  private boolean isOurs(CollectorState state) {
    return state.reporter().collector().equals(unsaid.collector());
  }

  private void put(SourceState state, CollectionMode mode) {
    known.put(state.source(), ours(state, mode));
    unsaved.put(state.source(), ours(state, mode));
  }

  /// Stores what changed since the last time, all of it in one request.
  synchronized void save(Instant at) throws StoreException {
    if (unsaved.isEmpty()) return;
    boolean paused = reportedAt.isBefore(at.minus(LONGEST_PAUSE));
    var since = paused ? at : reportsSince;
    var by = new Reporter(unsaid.collector(), since, at);
    store.put(unsaved.values().stream().map(one -> one.with(by)).toList());
    unsaved.clear();
    reportsSince = since;
    reportedAt = at;
  }

  private List<SourceState> of(Watched watched, Instant at) {
    var own = watched.source().id();
    known.computeIfAbsent(
        own, id -> ours(fresh(id, watched.host(), watched.reports(), at), watched.mode()));
    return known.values().stream()
        .map(CollectorState::state)
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

  /// Another collector may have read sources that are read here from now on: their states go on
  /// from its own.
  synchronized void reload() {
    loaded = false;
  }

  /// After a restart the stored states tell how far sources were complete, and which hosts they
  /// speak of. Of those of others only what one collector at a time reads can be continued.
  private void load() throws StoreException {
    if (loaded) return;
    var stored = store.reported();
    var latestFirst = Comparator.<CollectorState, Instant>comparing(one -> one.reporter().at());
    stored.stream().sorted(latestFirst.reversed()).forEach(this::continueFrom);
    obsolete = MergedStates.obsolete(stored);
    loaded = true;
  }

  private void continueFrom(CollectorState stored) {
    boolean takenOver = !isOurs(stored) && stored.mode() == CollectionMode.EXCLUSIVE;
    if (!isOurs(stored) && !takenOver) return;
    known.merge(
        stored.state().source(),
        stored,
        (ours, _) -> takenOver && ours.mode() == CollectionMode.EXCLUSIVE ? stored : ours);
  }
}
