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
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// One document for each key of a state, replaced at every report; some of the states are kept as
/// history.
final class ElasticSources implements SourceStore {
  private final CurrentStateDocuments current;
  private final Searches searches;
  private final SourceHistory history;

  ElasticSources(CurrentStateDocuments current, Searches searches, SourceHistory history) {
    this.current = current;
    this.searches = searches;
    this.history = history;
  }

  @Override
  public void put(List<CollectorState> states) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var state : states) documents.put(key(state), document(state, "source"));
    var due = history.due(states);
    documents.putAll(history.documents(due));
    current.put(documents);
    history.stored(due);
  }

  @Override
  public void remove(Collection<CollectorState> states) throws StoreException {
    current.delete(states.stream().map(ElasticSources::key).toList());
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
    var hits = searches.all(IndexNames.SOURCES, Searches.everything(), "stillwatch.id");
    for (var hit : hits) complete(hit.path("_source").path("stillwatch"));
    return current.records(hits, CollectorState.class);
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
