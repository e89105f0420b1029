// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Scores of the detector in monthly indices.
record ElasticAnomalies(CurrentStateDocuments current, Searches searches) implements AnomalyStore {
  private static final String TIMESTAMP = "@timestamp";
  private static final String SCORE = "anomaly.score";
  private static final String RANK = "anomaly.rank";

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
    for (var some : Searches.terms("stillwatch.job.id", jobs)) {
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
