// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Searches log records: one request returns the hits, the total and the histogram.
public final class ElasticSearch implements LogSearch {
  private static final int EXACT_TOTAL_UP_TO = 10_000;
  private static final int MAX_INDICES = 10_000;
  private static final String TIMESTAMP = "@timestamp";

  private final ElasticClient client;
  private final Unrefreshed unrefreshed;
  private final KqlDsl dsl = new KqlDsl(FieldTypes.ofLogs());

  public ElasticSearch(ElasticClient client, Unrefreshed unrefreshed) {
    this.client = client;
    this.unrefreshed = unrefreshed;
  }

  @Override
  public SearchResult search(SearchRequest request) throws StoreException {
    var query = KqlQuery.parse(request.kql());
    var buckets =
        HistogramBuckets.over(request.from(), request.until(), Math.max(1, request.bars()));
    unrefreshed.refresh(IndexNames.LOGS);
    var endpoint = "/" + IndexNames.LOGS + "/_search?ignore_unavailable=true&allow_no_indices=true";
    var reply = client.send("POST", endpoint, Json.bytes(body(request, query, buckets)));
    if (reply.status() == 400) {
      throw new KqlException("Elasticsearch rejected a value (" + reply.reason() + ")", 1);
    }
    if (!reply.ok()) throw client.refused("a search", reply);
    return result(reply.json(), request, buckets);
  }

  private ObjectNode body(SearchRequest request, KqlQuery query, HistogramBuckets buckets) {
    var body = Json.object();
    body.put("from", request.offset()).put("size", request.limit());
    UnredactedFields.exclude(body);
    body.put("track_total_hits", EXACT_TOTAL_UP_TO).put("timeout", "10s");
    var range = Searches.range(TIMESTAMP, request.from(), request.until());
    body.set("query", Searches.allOf(range, dsl.translate(query)));
    var newest = body.putArray("sort").addObject().putObject(TIMESTAMP);
    newest.put("order", "desc").put("format", "strict_date_optional_time_nanos");
    body.withArray("sort").addObject().putObject("log.offset").put("order", "desc");
    if (request.bars() > 0) {
      var histogram = body.putObject("aggs").putObject("bars").putObject("date_histogram");
      histogram.put("field", TIMESTAMP).put("fixed_interval", buckets.interval());
      histogram.put("min_doc_count", 1);
    }
    return body;
  }

  private static SearchResult result(
      JsonNode answer, SearchRequest request, HistogramBuckets buckets) {
    var hits = new ArrayList<SearchResult.Hit>();
    for (var hit : answer.path("hits").path("hits")) hits.add(hit(hit));
    var total = answer.path("hits").path("total");
    boolean complete = !answer.path("timed_out").asBoolean();
    return new SearchResult(
        hits,
        total.path("value").asLong(),
        complete && total.path("relation").asText().equals("eq"),
        histogram(answer, request, buckets),
        request.bars() > 0 ? buckets.length() : Duration.ZERO,
        Duration.ofMillis(answer.path("took").asLong()));
  }

  /// Every bar of the range, because Elasticsearch returns none if no index exists yet.
  private static List<SearchResult.Bar> histogram(
      JsonNode answer, SearchRequest request, HistogramBuckets buckets) {
    if (request.bars() == 0) return List.of();
    var counts = new HashMap<Long, Long>();
    for (var bar : answer.path("aggregations").path("bars").path("buckets")) {
      counts.put(bar.path("key").asLong(), bar.path("doc_count").asLong());
    }
    return buckets.starts(request.from(), request.until()).stream()
        .map(start -> new SearchResult.Bar(start, counts.getOrDefault(start.toEpochMilli(), 0L)))
        .toList();
  }

  private static SearchResult.Hit hit(JsonNode hit) {
    var fields = new LinkedHashMap<String, Object>();
    flatten("", hit.path("_source"), fields);
    return new SearchResult.Hit(
        hit.path("_index").asText(),
        hit.path("_id").asText(),
        Instant.parse(hit.path("_source").path(TIMESTAMP).asText()),
        fields);
  }

  private static void flatten(String prefix, JsonNode node, Map<String, Object> fields) {
    for (var property : node.properties()) {
      var name = prefix + property.getKey();
      var value = property.getValue();
      if (value.isObject()) flatten(name + ".", value, fields);
      else if (value.isArray()) fields.put(name, list(value));
      else if (value.isNumber()) fields.put(name, value.numberValue());
      else if (value.isBoolean()) fields.put(name, value.booleanValue());
      else if (value.isTextual()) fields.put(name, value.textValue());
    }
  }

  private static List<String> list(JsonNode array) {
    var list = new ArrayList<String>();
    array.forEach(one -> list.add(one.isValueNode() ? one.asText() : one.toString()));
    return list;
  }

  @Override
  public Map<String, Long> counts() throws StoreException {
    unrefreshed.refresh("stillwatch-");
    var request = Json.object().put("size", 0).put("track_total_hits", false);
    request
        .putObject("aggs")
        .putObject("indices")
        .putObject("terms")
        .put("field", "_index")
        .put("size", MAX_INDICES);
    var answer = client.json("POST", "/stillwatch-*/_search?filter_path=aggregations", request);
    var counts = new TreeMap<String, Long>();
    for (var bucket : answer.path("aggregations").path("indices").path("buckets")) {
      var family = IndexNames.family(bucket.path("key").asText());
      counts.merge(family, bucket.path("doc_count").asLong(), Long::sum);
    }
    return counts;
  }
}
