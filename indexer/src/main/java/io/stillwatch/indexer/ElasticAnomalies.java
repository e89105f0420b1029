// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.AnomalyLanes;
import io.stillwatch.core.store.AnomalyLanes.By;
import io.stillwatch.core.store.AnomalyLanes.Lane;
import io.stillwatch.core.store.AnomalyLanes.Some;
import io.stillwatch.core.store.AnomalyLanes.Span;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Scores of the detector in monthly indices.
record ElasticAnomalies(CurrentStateDocuments current, Searches searches) implements AnomalyStore {
  private static final String TIMESTAMP = "@timestamp";
  private static final String SCORE = "anomaly.score";
  private static final String RANK = "anomaly.rank";
  private static final String SIGNAL = "anomaly.signal";
  private static final String JOB = "stillwatch.job.id";

  private static final Comparator<Anomaly> BY_TIME =
      Comparator.comparing(Anomaly::at).thenComparing(Anomaly::id);

  @Override
  public void putAnomalies(List<Anomaly> anomalies) throws StoreException {
    current.put(documents(anomalies));
  }

  static Map<CurrentStateDocuments.Key, ObjectNode> documents(List<Anomaly> anomalies) {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var anomaly : anomalies) {
      var document = Documents.at(anomaly.at());
      Documents.event(document, "state", "process", "anomaly");
      var score = document.putObject("anomaly").put("score", anomaly.score());
      score.put("needed", anomaly.needed()).put("rank", anomaly.rank());
      var signal = AnomalyLanes.signal(anomaly);
      if (!signal.isEmpty()) score.put("signal", signal);
      finite(score, "error", anomaly.reconstruction().error());
      finite(score, "threshold", anomaly.reconstruction().threshold());
      Dates.put(score, "started_at", anomaly.startedAt());
      document.putObject("model").put("id", anomaly.reconstruction().model());
      Documents.own(document, anomaly.id(), anomaly).putObject("job").put("id", anomaly.job());
      var index = IndexNames.monthly(IndexNames.ANOMALIES, anomaly.at());
      documents.put(CurrentStateDocuments.Key.of(index, anomaly.id()), document);
    }
    return documents;
  }

  private static void finite(ObjectNode object, String field, double value) {
    if (Double.isFinite(value)) object.put(field, value); // JSON has no number for infinity and NaN
  }

  @Override
  public List<Anomaly> anomalies(
      Collection<String> jobs, Instant from, Instant until, double minScore) throws StoreException {
    var anomalies = new ArrayList<Anomaly>();
    for (var some : Searches.terms(JOB, jobs)) {
      var query = Searches.allOf(some, reaching(from, until, minScore));
      anomalies.addAll(
          current.records(searches.all(IndexNames.ANOMALIES, query, TIMESTAMP), Anomaly.class));
    }
    anomalies.sort(BY_TIME);
    return anomalies;
  }

  @Override
  public Page page(Instant from, Instant until, double minScore, String after, int size)
      throws StoreException {
    return page(reaching(from, until, minScore), SortOrder.by(TIMESTAMP), after, size);
  }

  @Override
  public Page ranked(Instant from, Instant until, double minScore, String after, int size)
      throws StoreException {
    return page(reaching(from, until, minScore), SortOrder.highest(RANK), after, size);
  }

  @Override
  public AnomalyLanes lanes(By by, Span span, double minScore, int size) throws StoreException {
    var request = Json.object().put("size", 0).put("track_total_hits", false);
    request.set("query", reaching(span.from(), span.until(), minScore));
    var parts = request.putObject("aggs");
    buckets(parts, span);
    var lanes = parts.putObject("lanes");
    var terms = lanes.putObject("terms").put("field", field(by)).put("size", size);
    terms.putObject("order").put("highest", "desc");
    buckets(highest(lanes.putObject("aggs")), span);
    var answer = searches.summary(IndexNames.ANOMALIES, request).path("aggregations");
    var worst = new ArrayList<Lane>();
    for (var lane : answer.path("lanes").path("buckets"))
      worst.add(lane(lane.path("key").asText(), lane));
    return new AnomalyLanes(lane("", answer), worst);
  }

  private static ObjectNode highest(ObjectNode aggregations) {
    aggregations.putObject("highest").putObject("max").put("field", SCORE);
    return aggregations;
  }

  /// The highest score of each bucket.
  private static void buckets(ObjectNode aggregations, Span span) {
    var buckets = aggregations.putObject("buckets");
    long length = span.bucket().toMillis();
    buckets
        .putObject("date_histogram")
        .put("field", TIMESTAMP)
        .put("fixed_interval", length + "ms")
        .put("offset", Math.floorMod(span.from().toEpochMilli(), length) + "ms")
        .put("min_doc_count", 1);
    highest(buckets.putObject("aggs"));
  }

  private static Lane lane(String key, JsonNode found) {
    var scores = new HashMap<Instant, Double>();
    for (var bucket : found.path("buckets").path("buckets"))
      scores.put(
          Instant.ofEpochMilli(bucket.path("key").asLong()),
          bucket.path("highest").path("value").asDouble());
    return new Lane(key, scores);
  }

  @Override
  public Page ranked(Some lanes, Interval during, double minScore, String after, int size)
      throws StoreException {
    if (lanes.keys().isEmpty()) return new Page(List.of(), "");
    var some = Json.object();
    var keys = some.putObject("terms").putArray(field(lanes.by()));
    lanes.keys().forEach(keys::add);
    var query = Searches.allOf(some, reaching(during.from(), during.until(), minScore));
    return page(query, SortOrder.highest(RANK), after, size);
  }

  private static String field(By by) {
    return by == By.JOB ? JOB : SIGNAL;
  }

  private Page page(ObjectNode query, SortOrder order, String after, int size)
      throws StoreException {
    var page = searches.page(IndexNames.ANOMALIES, query, order, after, size);
    return new Page(current.records(page.hits(), Anomaly.class), page.next());
  }

  private static ObjectNode reaching(Instant from, Instant until, double minScore) {
    return Searches.allOf(
        Searches.range(TIMESTAMP, from, until), Searches.atLeast(SCORE, minScore));
  }
}
