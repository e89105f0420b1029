// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.store.SeriesStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hours of live series in monthly indices, without a body: the fields hold everything.
record ElasticSeries(CurrentStateDocuments current, Searches searches) implements SeriesStore {
  private static final String TIMESTAMP = "@timestamp";
  private static final String SCORE = "anomaly.score";
  private static final String SERIES = "stillwatch.series.id";

  @Override
  public void putHours(List<ScoredHour> hours) throws StoreException {
    current.put(documents(hours));
  }

  static Map<CurrentStateDocuments.Key, ObjectNode> documents(List<ScoredHour> hours) {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var one : hours) {
      var hour = one.hour();
      var document = Documents.at(hour.start());
      Documents.event(document, "metric", "file", "series");
      document.putObject("anomaly").put("score", hour.score());
      document
          .putObject("stillwatch")
          .put("id", one.id())
          .putObject("series")
          .put("id", one.series())
          .put("kind", one.kind().name())
          .put("observed", hour.observed())
          .put("expected", hour.expected())
          .put("low", hour.low())
          .put("high", hour.high());
      var index = IndexNames.monthly(IndexNames.SERIES, hour.start());
      documents.put(CurrentStateDocuments.Key.of(index, one.id()), document);
    }
    return documents;
  }

  @Override
  public List<ScoredHour> hours(String series, Instant from, Instant until, double minScore)
      throws StoreException {
    var hours = new ArrayList<ScoredHour>();
    for (var some : Searches.terms(SERIES, List.of(series))) {
      var query = Searches.allOf(some, reaching(from, until, minScore));
      for (var hit : searches.all(IndexNames.SERIES, query, TIMESTAMP)) hours.add(hour(hit));
    }
    return hours;
  }

  @Override
  public Page page(Instant from, Instant until, double minScore, String after, int size)
      throws StoreException {
    var query = reaching(from, until, minScore);
    var page = searches.page(IndexNames.SERIES, query, SortOrder.by(TIMESTAMP), after, size);
    return new Page(page.hits().stream().map(ElasticSeries::hour).toList(), page.next());
  }

  private static ObjectNode reaching(Instant from, Instant until, double minScore) {
    return Searches.allOf(
        Searches.range(TIMESTAMP, from, until), Searches.atLeast(SCORE, minScore));
  }

  private static ScoredHour hour(JsonNode hit) {
    var source = hit.path("_source");
    var series = source.path("stillwatch").path("series");
    return new ScoredHour(
        series.path("id").asText(),
        ScoredHour.Kind.valueOf(series.path("kind").asText()),
        new FollowedHour(
            Instant.parse(source.path(TIMESTAMP).asText()),
            source.path("anomaly").path("score").asDouble(),
            series.path("observed").asDouble(),
            series.path("expected").asDouble(),
            series.path("low").asDouble(),
            series.path("high").asDouble()));
  }
}
