// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.IndexPeriod;
import io.stillwatch.indexer.export.EvidenceDocuments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The states of sources over time, next to the evidence: a replay judges by the watermarks that
/// were known then.
///
/// A state is recorded when its problem changes, and every few minutes otherwise: a poll every few
/// seconds would be most of what is stored.
final class SourceHistory {
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final IndexPeriod period;
  private final InstantSource clock;
  private final Map<CollectorState.Key, CollectorState> recorded = new HashMap<>();

  SourceHistory(IndexPeriod period, InstantSource clock) {
    this.period = period;
    this.clock = clock;
  }

  synchronized List<CollectorState> due(List<CollectorState> states) {
    return states.stream().filter(this::isDue).toList();
  }

  private boolean isDue(CollectorState reported) {
    var last = recorded.get(reported.key());
    if (last == null || !last.state().problem().equals(reported.state().problem())) return true;
    return !reported.state().polledAt().isBefore(last.state().polledAt().plus(EVERY));
  }

  Map<CurrentStateDocuments.Key, ObjectNode> documents(List<CollectorState> states) {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var state : states) {
      var document = ElasticSources.document(state, EvidenceDocuments.SOURCE_STATE);
      documents.put(key(state, state.state().polledAt()), ingestedNow(document));
    }
    return documents;
  }

  Map<CurrentStateDocuments.Key, ObjectNode> removals(Collection<CollectorState> states) {
    var now = clock.instant();
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var state : states) {
      var document = ElasticSources.document(state, EvidenceDocuments.SOURCE_REMOVED);
      document.put("@timestamp", now.toString());
      documents.put(key(state, now), ingestedNow(document));
    }
    return documents;
  }

  /// What was stored is not due again soon.
  synchronized void stored(List<CollectorState> states) {
    states.forEach(state -> recorded.put(state.key(), state));
  }

  synchronized void removed(Collection<CollectorState> states) {
    states.forEach(state -> recorded.remove(state.key()));
  }

  private CurrentStateDocuments.Key key(CollectorState state, Instant at) {
    return CurrentStateDocuments.Key.of(
        IndexNames.of(period, IndexNames.SNAPSHOTS, at, at), ElasticSources.id(state) + " " + at);
  }

  private ObjectNode ingestedNow(ObjectNode document) {
    document.withObject("event").put("ingested", clock.instant().toString());
    return document;
  }
}
