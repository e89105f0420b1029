// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sizes of logs in monthly indices, without a body: the fields hold everything.
record ElasticLogSizes(CurrentStateDocuments current, Searches searches) implements SizeStore {
  private static final String TIMESTAMP = "@timestamp";
  private static final String SIZE = "file.size";
  private static final String INTERVALS = "intervals";
  private static final String LARGEST = "largest";
  private static final String LAST = "last";

  @Override
  public void putSizes(Map<String, List<SizeSample>> samples) throws StoreException {
    current.put(documents(samples));
  }

  static Map<CurrentStateDocuments.Key, ObjectNode> documents(
      Map<String, List<SizeSample>> samples) {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    samples.forEach((job, ofJob) -> ofJob.forEach(sample -> add(job, sample, documents)));
    return documents;
  }

  private static void add(
      String job, SizeSample sample, Map<CurrentStateDocuments.Key, ObjectNode> documents) {
    var id = job + "@" + sample.at();
    var document = Documents.at(sample.at());
    Documents.event(document, "metric", "file", "size");
    document.putObject("file").put("size", sample.activeBytes());
    var own = document.putObject("stillwatch").put("id", id);
    own.put("total_bytes", sample.totalBytes()).put("files", sample.files());
    own.putObject("job").put("id", job);
    documents.put(
        CurrentStateDocuments.Key.of(IndexNames.monthly(IndexNames.SIZES, sample.at()), id),
        document);
  }

  @Override
  public List<SizeSample> sizes(String job, Instant from, Instant until) throws StoreException {
    var samples = new ArrayList<SizeSample>();
    var query = Searches.ofJob(job, from, until);
    for (var hit : searches.all(IndexNames.SIZES, query, TIMESTAMP)) samples.add(sample(hit));
    return samples;
  }

  private static SizeSample sample(JsonNode hit) {
    var source = hit.path("_source");
    return new SizeSample(
        Instant.parse(source.path(TIMESTAMP).asText()),
        source.path("file").path("size").asLong(),
        source.path("stillwatch").path("total_bytes").asLong(),
        source.path("stillwatch").path("files").asInt());
  }

  @Override
  public List<SizeSample> thinned(String job, Interval range, Duration every)
      throws StoreException {
    var request = Json.object().put("size", 0).put("track_total_hits", false);
    request.set("query", Searches.ofJob(job, range.from(), range.until()));
    var stretches = request.putObject("aggs").putObject(INTERVALS);
    stretches
        .putObject("date_histogram")
        .put("field", TIMESTAMP)
        .put("fixed_interval", every.toMillis() + "ms")
        .put("min_doc_count", 1);
    var ofEach = stretches.putObject("aggs");
    first(ofEach.putObject(LARGEST), SIZE);
    first(ofEach.putObject(LAST), TIMESTAMP);
    var kept = new TreeMap<Instant, SizeSample>();
    var found = searches.summary(IndexNames.SIZES, request);
    for (var bucket : found.path("aggregations").path(INTERVALS).path("buckets")) {
      for (var name : List.of(LARGEST, LAST)) {
        for (var hit : bucket.path(name).path("hits").path("hits")) {
          var sample = sample(hit);
          kept.put(sample.at(), sample);
        }
      }
    }
    return List.copyOf(kept.values());
  }

  /// The hit that is the greatest by a field; of those that are equal, the earliest.
  private static void first(ObjectNode aggregation, String field) {
    var hits = aggregation.putObject("top_hits").put("size", 1);
    var sort = hits.putArray("sort");
    sort.addObject().put(field, "desc");
    if (!field.equals(TIMESTAMP)) sort.addObject().put(TIMESTAMP, "asc");
  }
}
