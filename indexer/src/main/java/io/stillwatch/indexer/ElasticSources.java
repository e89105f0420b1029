// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState;
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

/// One document for each source, replaced at every poll; some of the states are kept as history.
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
  public void put(List<SourceState> states) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var state : states)
      documents.put(
          CurrentStateDocuments.Key.of(IndexNames.SOURCES, state.source().value()),
          document(state, "source"));
    var due = history.due(states);
    documents.putAll(history.documents(due));
    current.put(documents);
    history.stored(due);
  }

  @Override
  public void remove(Collection<SourceId> sources) throws StoreException {
    current.delete(
        sources.stream()
            .map(source -> CurrentStateDocuments.Key.of(IndexNames.SOURCES, source.value()))
            .toList());
    current.put(history.removals(sources));
    history.removed(sources);
  }

  static ObjectNode document(SourceState state, String action) {
    var document = Documents.at(state.polledAt());
    Documents.event(document, "state", "host", action);
    Documents.host(document, state.host());
    if (state.blind()) document.putObject("error").put("message", state.problem());
    var id = state.source().value();
    var own = Documents.own(document, id, state);
    own.put("source", id).put("reports", state.reports().name()).put("blind", state.blind());
    Dates.put(own, "complete_until", state.completeUntil());
    return document;
  }

  @Override
  public List<SourceState> all() throws StoreException {
    var hits = searches.all(IndexNames.SOURCES, Searches.everything(), "stillwatch.id");
    for (var hit : hits) complete(hit.path("_source").path("stillwatch").path("body"));
    return current.records(hits, SourceState.class);
  }

  /// Documents of earlier versions have neither field.
  private static void complete(JsonNode body) {
    if (!(body instanceof ObjectNode state)) return;
    if (!state.has("newestRecord")) state.put("newestRecord", Instant.MIN.toString());
    if (!state.has("collector")) state.put("collector", "");
  }
}
