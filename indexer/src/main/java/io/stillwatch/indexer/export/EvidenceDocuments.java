// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.EvidenceDecoder;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The documents that detection judges by, in the order of their arrival: evidence and the states
/// of sources.
///
/// A document is exported as it is stored, `{"_index":..,"_id":..,"_source":{..}}`, and decoded by
/// the same code that reads it for the watch.
public final class EvidenceDocuments {
  /// The `event.action` of the state of a source at an instant, and of the end of a source.
  public static final String SOURCE_STATE = "source-state";

  public static final String SOURCE_REMOVED = "source-removed";

  /// What a person said of an alert or an anomaly.
  public static final String LABEL = "label";

  private static final String FAMILIES =
      IndexNames.LOGS + "," + IndexNames.SNAPSHOTS + "," + IndexNames.LABELS;

  private final ElasticClient client;

  public EvidenceDocuments(ElasticClient client) {
    this.client = client;
  }

  /// Which documents: a half-open range of their times, and names of hosts; no name means all.
  /// Labels are of all hosts.
  public record Selection(Instant from, Instant until, Set<String> hosts) {
    public Selection {
      hosts = Set.copyOf(hosts);
    }
  }

  /// What a document says, and when it reached the store.
  public record Arrived(Instant at, Content content) {}

  public sealed interface Content {
    record OfHost(Evidence evidence) implements Content {}

    record OfSource(CollectorState state) implements Content {}

    record SourceRemoved(CollectorState state) implements Content {}

    record Said(Label label) implements Content {}
  }

  /// Accepts a document, and may fail as a file does.
  public interface Target<E extends Exception> {
    void accept(JsonNode document) throws E;
  }

  /// Passes every document of the selection on, a page at a time; documents that are stored
  /// meanwhile are not seen.
  public <E extends Exception> void each(Selection selection, Target<E> target)
      throws StoreException, E {
    client.refresh(FAMILIES); // the process that exports is mostly not the one that wrote
    var view = open();
    try {
      var request = ExportSearch.request(selection, view);
      while (true) {
        var hits = search(request);
        for (var hit : hits) target.accept(document(hit));
        if (hits.size() < ExportSearch.PAGE) return;
        request.set("search_after", hits.get(hits.size() - 1).path("sort"));
      }
    } finally {
      client.send("DELETE", "/_pit", Json.bytes(Json.object().put("id", view)));
    }
  }

  private String open() throws StoreException {
    var endpoint =
        "/" + FAMILIES + "/_pit?ignore_unavailable=true&keep_alive=" + ExportSearch.KEEP_OPEN;
    return client.json("POST", endpoint, Json.object()).path("id").asText();
  }

  private JsonNode search(ObjectNode request) throws StoreException {
    var answer = client.json("POST", "/_search?allow_partial_search_results=false", request);
    if (answer.path("timed_out").asBoolean() || answer.path("_shards").path("failed").asInt() > 0) {
      throw new StoreException("Elasticsearch searched only part of the evidence. Export again.");
    }
    return answer.path("hits").path("hits");
  }

  private static ObjectNode document(JsonNode hit) {
    var document = Json.object();
    document.set("_index", hit.path("_index"));
    document.set("_id", hit.path("_id"));
    document.set("_source", hit.path("_source"));
    return document;
  }

  /// Reads an exported document; empty if this version does not know its format, which is logged.
  public static Optional<Arrived> read(String document) throws StoreException {
    try {
      var hit = Json.MAPPER.readTree(document);
      var source = hit.path("_source");
      var at = Instant.parse(source.path("event").path("ingested").asText());
      return content(hit, source).map(content -> new Arrived(at, content));
    } catch (JsonProcessingException e) {
      throw new StoreException("is not JSON: " + e.getOriginalMessage(), e);
    } catch (DateTimeException e) {
      throw new StoreException("has no time of arrival (event.ingested)", e);
    }
  }

  private static CollectorState state(JsonNode hit) throws StoreException {
    return CurrentStateDocuments.body(hit, CollectorState.class);
  }

  private static Optional<Content> content(JsonNode hit, JsonNode source) throws StoreException {
    return switch (source.path("event").path("action").asText()) {
      case SOURCE_STATE -> Optional.of(new Content.OfSource(state(hit)));
      case SOURCE_REMOVED -> Optional.of(new Content.SourceRemoved(state(hit)));
      case LABEL -> Optional.of(new Content.Said(CurrentStateDocuments.body(hit, Label.class)));
      default -> EvidenceDecoder.decode(hit).map(Content.OfHost::new);
    };
  }
}
