// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.DeadLetters;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.bulk.BulkRequest;
import io.stillwatch.indexer.bulk.BulkRequests;
import io.stillwatch.indexer.bulk.BulkWriter;
import io.stillwatch.indexer.bulk.RequestArrays;
import io.stillwatch.indexer.document.EvidenceDecoder;
import io.stillwatch.indexer.document.EvidenceEncoder;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import io.stillwatch.indexer.tail.ArrivalCursor;
import io.stillwatch.indexer.tail.ArrivalReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Evidence in daily indices.
final class ElasticEvidence implements EvidenceStore, DocumentWriter {
  private static final int BYTES_PER_DOCUMENT = 1_024; // most lines need two thirds of it

  private final EvidenceEncoder encoder;
  private final BulkWriter writer;
  private final ArrivalReader reader;
  private final Searches searches;
  private final DeadLetters deadLetters;
  private final RequestArrays arrays = new RequestArrays();
  private final RecentlyRead<HostConfig> configurations = new RecentlyRead<>(16);

  ElasticEvidence(
      EvidenceEncoder encoder,
      BulkWriter writer,
      ArrivalReader reader,
      Searches searches,
      DeadLetters deadLetters) {
    this.encoder = encoder;
    this.writer = writer;
    this.reader = reader;
    this.searches = searches;
    this.deadLetters = deadLetters;
  }

  @Override
  public List<Document> encode(List<? extends Evidence> evidence) {
    return encoder.encode(evidence);
  }

  @Override
  public List<BulkItemOutcome> write(List<Document> documents) throws StoreException {
    return writer.write(documents);
  }

  @Override
  public void append(List<Evidence> evidence) throws StoreException {
    var retry = new ArrayList<String>();
    for (var request : requests(evidence)) {
      var outcomes = writer.write(request);
      for (int i = 0; i < outcomes.size(); i++) {
        var outcome = outcomes.get(i);
        switch (outcome.kind()) {
          case STORED, DUPLICATE -> {}
          case REJECTED -> deadLetters.keep(request.document(i), outcome.reason());
          case RETRY -> retry.add(outcome.reason());
        }
      }
      request.answered();
    }
    if (!retry.isEmpty()) {
      throw new StoreException(
          retry.size()
              + " of "
              + evidence.size()
              + " documents were not stored and are retried; the first because of "
              + retry.getFirst());
    }
  }

  /// Encodes directly into the buffers that are sent, which avoids copying millions of documents.
  private List<BulkRequest> requests(List<Evidence> evidence) {
    var requests = new BulkRequests(evidence.size() * BYTES_PER_DOCUMENT, arrays);
    encoder.write(evidence, requests);
    return requests.all();
  }

  @Override
  public Page readAfter(String from) throws StoreException {
    var page = reader.after(ArrivalCursor.parse(from));
    var evidence = decoded(page);
    return evidence.isEmpty() && !page.last()
        ? readAfter(page.next().toString()) // an empty page would mean the end
        : new Page(evidence, page.next().toString(), page.last());
  }

  @Override
  public Page readOf(Host host, String from, String until) throws StoreException {
    var ofHost =
        Searches.allOf(
            Searches.term("host.name", host.name()),
            Searches.term("host.type", host.kind().name()));
    var page = reader.between(ArrivalCursor.parse(from), ArrivalCursor.parse(until), ofHost);
    var evidence = decoded(page);
    return evidence.isEmpty() && !page.last()
        ? readOf(host, page.next().toString(), until)
        : new Page(evidence, page.next().toString(), page.last());
  }

  /// The newest configurations of a page are kept: they are mostly audited again soon.
  private List<Evidence> decoded(ArrivalReader.Page page) {
    var evidence = new ArrayList<Evidence>(page.hits().size());
    for (JsonNode hit : page.hits()) EvidenceDecoder.decode(hit).ifPresent(evidence::add);
    for (var one : evidence) {
      if (one instanceof HostConfig config) configurations.put(config.id(), config);
    }
    return evidence;
  }

  /// Only its time: a configuration is a large document.
  @Override
  public Optional<Instant> newestConfiguration(Host host) throws StoreException {
    var request = Json.object().put("size", 0).put("track_total_hits", false);
    request.set(
        "query",
        Searches.allOf(
            Searches.term("host.name", host.name()),
            Searches.term("host.type", host.kind().name()),
            Searches.term("event.action", "config")));
    request.putObject("aggs").putObject("newest").putObject("max").put("field", "@timestamp");
    var newest =
        searches
            .summary(IndexNames.SNAPSHOTS, request)
            .path("aggregations")
            .path("newest")
            .path("value");
    return newest.isNumber()
        ? Optional.of(Instant.ofEpochMilli(newest.asLong()))
        : Optional.empty();
  }

  @Override
  public PatternHistory patterns(PatternHistory.Question question) throws StoreException {
    var answer = searches.summary(IndexNames.LOGS, PatternCounts.request(question));
    return PatternCounts.read(answer);
  }

  @Override
  public List<LogRecord> lines(Host host, Interval range, Order order, int most)
      throws StoreException {
    var wanted =
        Searches.allOf(
            Searches.term("host.name", host.name()),
            Searches.term("host.type", host.kind().name()),
            Searches.range("@timestamp", range.from(), range.until()));
    var sorted =
        switch (order) {
          case EARLIEST_FIRST -> SortOrder.by("@timestamp");
          case LATEST_FIRST -> SortOrder.newest("@timestamp");
        };
    return searches.first(IndexNames.LOGS, wanted, sorted, most).stream()
        .map(EvidenceDecoder::decode)
        .flatMap(Optional::stream)
        .filter(LogRecord.class::isInstance)
        .map(LogRecord.class::cast)
        .toList();
  }

  /// By id only: which index holds it depends on its time, which the caller does not know.
  @Override
  public Optional<HostConfig> configuration(String id) throws StoreException {
    if (id.isEmpty()) return Optional.empty(); // Elasticsearch rejects a query for it
    var known = configurations.get(id);
    if (known.isPresent()) return known;
    var found = configurationOf(id);
    found.ifPresent(config -> configurations.put(id, config));
    return found;
  }

  private Optional<HostConfig> configurationOf(String id) throws StoreException {
    var query = Json.object();
    query.putObject("ids").putArray("values").add(id);
    return searches.all(IndexNames.SNAPSHOTS, query, "@timestamp").stream()
        .map(EvidenceDecoder::decode)
        .flatMap(Optional::stream)
        .filter(HostConfig.class::isInstance)
        .map(HostConfig.class::cast)
        .findFirst();
  }
}
