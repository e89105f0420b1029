// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
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
  private final Map<SourceId, SourceState> recorded = new HashMap<>();

  SourceHistory(IndexPeriod period, InstantSource clock) {
    this.period = period;
    this.clock = clock;
  }

  synchronized List<SourceState> due(List<SourceState> states) {
    return states.stream().filter(this::isDue).toList();
  }

  private boolean isDue(SourceState state) {
    var last = recorded.get(state.source());
    return last == null
        || !last.problem().equals(state.problem())
        || !state.polledAt().isBefore(last.polledAt().plus(EVERY));
  }

  Map<CurrentStateDocuments.Key, ObjectNode> documents(List<SourceState> states) {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var state : states) {
      var document = ElasticSources.document(state, EvidenceDocuments.SOURCE_STATE);
      documents.put(key(state.source(), state.polledAt()), ingestedNow(document));
    }
    return documents;
  }

  Map<CurrentStateDocuments.Key, ObjectNode> removals(Collection<SourceId> sources) {
    var now = clock.instant();
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var source : sources) {
      var document = Documents.at(now);
      Documents.event(document, "state", "host", EvidenceDocuments.SOURCE_REMOVED);
      document.putObject("stillwatch").put("source", source.value());
      documents.put(key(source, now), ingestedNow(document));
    }
    return documents;
  }

  /// What was stored is not due again soon.
  synchronized void stored(List<SourceState> states) {
    states.forEach(state -> recorded.put(state.source(), state));
  }

  synchronized void removed(Collection<SourceId> sources) {
    sources.forEach(recorded::remove);
  }

  private CurrentStateDocuments.Key key(SourceId source, Instant at) {
    return CurrentStateDocuments.Key.of(
        IndexNames.of(period, IndexNames.SNAPSHOTS, at), source.value() + " " + at);
  }

  private ObjectNode ingestedNow(ObjectNode document) {
    document.withObject("event").put("ingested", clock.instant().toString());
    return document;
  }
}
