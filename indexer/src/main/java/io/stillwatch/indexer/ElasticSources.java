// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// One document for each key of a state, replaced at every report; some of the states are kept as
/// history.
///
/// The watch asks at each tick, and the collector writes before each: what this process wrote is
/// added to what searches see, so that the index need not be refreshed for it.
final class ElasticSources implements SourceStore {
  /// A write and the refresh after it take less than this longer than the refresh interval.
  private static final Duration SLACK = Duration.ofSeconds(9);

  private final CurrentStateDocuments current;
  private final Searches searches;
  private final SourceHistory history;
  private final Duration visibleAfter;
  private final LongSupplier nanoTime;
  private final Map<CollectorState.Key, Written> written = new ConcurrentHashMap<>();

  /// The state, or that it was removed, and when, in nanoseconds.
  private record Written(Optional<CollectorState> state, long at) {}

  ElasticSources(
      CurrentStateDocuments current,
      Searches searches,
      SourceHistory history,
      Duration refreshInterval,
      LongSupplier nanoTime) {
    this.current = current;
    this.searches = searches;
    this.history = history;
    this.visibleAfter = refreshInterval.plus(SLACK);
    this.nanoTime = nanoTime;
  }

  @Override
  public void put(List<CollectorState> states) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var state : states) documents.put(key(state), document(state, "source"));
    var due = history.due(states);
    documents.putAll(history.documents(due));
    current.put(documents);
    long now = nanoTime.getAsLong();
    for (var state : states) written.put(state.key(), new Written(Optional.of(state), now));
    history.stored(due);
  }

  @Override
  public void remove(Collection<CollectorState> states) throws StoreException {
    current.delete(states.stream().map(ElasticSources::key).toList());
    long now = nanoTime.getAsLong();
    for (var state : states) written.put(state.key(), new Written(Optional.empty(), now));
    current.put(history.removals(states));
    history.removed(states);
  }

  private static CurrentStateDocuments.Key key(CollectorState state) {
    return CurrentStateDocuments.Key.of(IndexNames.SOURCES, id(state));
  }

  /// The source alone where one collector at a time reads it; so earlier versions stored them all.
  static String id(CollectorState state) {
    var key = state.key();
    return key.collector().isEmpty() ? key.source() : key.source() + "|" + key.collector();
  }

  static ObjectNode document(CollectorState reported, String action) {
    var state = reported.state();
    var document = Documents.at(state.polledAt());
    Documents.event(document, "state", "host", action);
    Documents.host(document, state.host());
    if (state.blind()) document.putObject("error").put("message", state.problem());
    var own = Documents.own(document, id(reported), reported);
    own.put("source", state.source().value())
        .put("collector", reported.reporter().collector())
        .put("reports", state.reports().name())
        .put("blind", state.blind());
    Dates.put(own, "complete_until", state.completeUntil());
    return document;
  }

  @Override
  public List<CollectorState> reported() throws StoreException {
    long oldest = nanoTime.getAsLong() - visibleAfter.toNanos();
    written.values().removeIf(one -> one.at() - oldest < 0);
    var ours = Map.copyOf(written);
    var hits = searches.allVisible(IndexNames.SOURCES, Searches.everything(), "stillwatch.id");
    for (var hit : hits) complete(hit.path("_source").path("stillwatch"));
    var states = new LinkedHashMap<CollectorState.Key, CollectorState>();
    for (var state : current.records(hits, CollectorState.class)) states.put(state.key(), state);
    ours.forEach((key, one) -> add(states, key, one));
    return List.copyOf(states.values());
  }

  /// Another process may have taken the source over since.
  private static void add(
      Map<CollectorState.Key, CollectorState> states, CollectorState.Key key, Written ours) {
    if (ours.state().isEmpty()) {
      states.remove(key);
      return;
    }
    var own = ours.state().get();
    var seen = states.get(key);
    if (seen == null || !seen.reporter().at().isAfter(own.reporter().at())) states.put(key, own);
  }

  /// Earlier versions stored one state for each source, some of its fields not at all.
  private static void complete(JsonNode stillwatch) {
    if (!(stillwatch instanceof ObjectNode own)) return;
    if (!(own.path("body") instanceof ObjectNode state) || state.has("state")) return;
    if (!state.has("newestRecord")) state.put("newestRecord", Instant.MIN.toString());
    var collector = state.path("collector").asText();
    var polledAt = state.path("polledAt");
    state.remove("collector");
    var body = own.putObject("body");
    body.set("state", state);
    body.put("mode", CollectionMode.EXCLUSIVE.name());
    var reporter = body.putObject("reporter").put("collector", collector);
    reporter.set("since", polledAt);
    reporter.set("at", polledAt);
  }
}
