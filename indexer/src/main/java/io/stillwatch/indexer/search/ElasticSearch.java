// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.search.FieldValues;
import io.stillwatch.core.search.Inspection;
import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Searches log records: one request returns the hits, the total and the histogram.
public final class ElasticSearch implements LogSearch {
  private static final int EXACT_TOTAL_UP_TO = 10_000;
  private static final int MAX_INDICES = 10_000;
  private static final String TIMESTAMP = "@timestamp";
  private static final String SEARCH =
      "/" + IndexNames.LOGS + "/_search?ignore_unavailable=true&allow_no_indices=true";

  /// Values into which the bars of the histogram are divided.
  private static final int PARTS = 5;

  private static final Logger log = LoggerFactory.getLogger(ElasticSearch.class);

  private final ElasticClient client;
  private final Unrefreshed unrefreshed;
  private final LogLines lines;
  private final FieldTypes types = FieldTypes.ofLogs();
  private final LogFields fields = types.logFields();
  private final KqlDsl dsl = new KqlDsl(types);

  public ElasticSearch(ElasticClient client, Unrefreshed unrefreshed) {
    this.client = client;
    this.unrefreshed = unrefreshed;
    lines = new LogLines(client);
  }

  @Override
  public SearchResult search(SearchRequest request) throws StoreException {
    int bars = Math.max(1, request.histogram().bars());
    var buckets = HistogramBuckets.over(request.from(), request.until(), bars);
    unrefreshed.refresh(IndexNames.LOGS);
    var reply = client.send("POST", SEARCH, Json.bytes(body(request, buckets)));
    if (reply.status() == 400) {
      throw rejected(reply.reason());
    }
    if (!reply.ok()) throw client.refused("a search", reply);
    return result(reply.json(), request, buckets);
  }

  /// A value that the checks of the query let pass; which one it is, Elasticsearch does not say.
  private static KqlException rejected(String reason) {
    log.atWarn().addKeyValue("reason", reason).log("A query was rejected; the user sees an error.");
    return new KqlException("Expected values that fit the types of their fields", 1);
  }

  private ObjectNode body(SearchRequest request, HistogramBuckets buckets) {
    var body = Json.object();
    var rows = request.rows();
    body.put("from", rows.offset()).put("size", rows.limit());
    body.put("track_total_hits", EXACT_TOTAL_UP_TO).put("timeout", "10s");
    body.set("query", query(request.query(), new Interval(request.from(), request.until())));
    sort(body.putArray("sort"), rows.order());
    if (request.histogram().bars() == 0) return body;
    var aggregations = body.putObject("aggs");
    bars(aggregations, buckets);
    var breakdown = request.histogram().breakdown();
    if (countable(breakdown)) {
      var parts = aggregations.putObject("parts");
      parts.putObject("terms").put("field", breakdown).put("size", PARTS);
      bars(parts.putObject("aggs"), buckets);
    }
    return body;
  }

  private ObjectNode query(KqlQuery query, Interval range) {
    return Searches.allOf(
        Searches.range(TIMESTAMP, range.from(), range.until()), dsl.translate(query));
  }

  private boolean countable(String field) {
    return fields.type(field).filter(LogFields.Type::hasValues).isPresent();
  }

  /// The lines of one record have the same time and stay in the order of the file.
  private void sort(ArrayNode sort, SearchRequest.Order order) {
    boolean byTime = order.field().equals(TIMESTAMP);
    if (!byTime && countable(order.field())) {
      sort.addObject()
          .putObject(order.field())
          .put("order", order.descending() ? "desc" : "asc")
          .put("missing", "_last")
          .put("unmapped_type", "keyword");
    }
    var direction = byTime && !order.descending() ? "asc" : "desc";
    sort.addObject()
        .putObject(TIMESTAMP)
        .put("order", direction)
        .put("format", "strict_date_optional_time_nanos");
    sort.addObject()
        .putObject("stillwatch.record_offset")
        .put("order", direction)
        .put("missing", "_last")
        .put("unmapped_type", "long");
    sort.addObject()
        .putObject("log.offset")
        .put("order", "asc")
        .put("missing", "_last")
        .put("unmapped_type", "long");
  }

  private static void bars(ObjectNode aggregations, HistogramBuckets buckets) {
    var histogram = aggregations.putObject("bars").putObject("date_histogram");
    histogram.put("field", TIMESTAMP).put("fixed_interval", buckets.interval());
    histogram.put("min_doc_count", 1);
  }

  private static SearchResult result(
      JsonNode answer, SearchRequest request, HistogramBuckets buckets) {
    var hits = new ArrayList<SearchResult.Hit>();
    for (var hit : answer.path("hits").path("hits")) hits.add(LogLines.hit(hit));
    var total = answer.path("hits").path("total");
    boolean complete = !answer.path("timed_out").asBoolean();
    return new SearchResult(
        hits,
        total.path("value").asLong(),
        complete && total.path("relation").asText().equals("eq"),
        histogram(answer, request, buckets),
        request.histogram().bars() > 0 ? buckets.length() : Duration.ZERO,
        Duration.ofMillis(answer.path("took").asLong()));
  }

  /// Every bar of the range, because Elasticsearch returns none if no index exists yet.
  private static List<SearchResult.Bar> histogram(
      JsonNode answer, SearchRequest request, HistogramBuckets buckets) {
    if (request.histogram().bars() == 0) return List.of();
    var aggregations = answer.path("aggregations");
    var counts = counts(aggregations);
    var parts = new LinkedHashMap<String, Map<Long, Long>>();
    for (var part : aggregations.path("parts").path("buckets")) {
      var name = part.path("key_as_string").asText(part.path("key").asText());
      parts.put(name, counts(part));
    }
    return buckets.starts(request.from(), request.until()).stream()
        .map(start -> bar(start, counts, parts))
        .toList();
  }

  private static SearchResult.Bar bar(
      Instant start, Map<Long, Long> counts, Map<String, Map<Long, Long>> parts) {
    long key = start.toEpochMilli();
    var divided = new LinkedHashMap<String, Long>();
    parts.forEach((name, ofPart) -> {
      if (ofPart.containsKey(key)) divided.put(name, ofPart.get(key));
    });
    return new SearchResult.Bar(start, counts.getOrDefault(key, 0L), divided);
  }

  private static Map<Long, Long> counts(JsonNode aggregations) {
    var counts = new HashMap<Long, Long>();
    for (var bar : aggregations.path("bars").path("buckets")) {
      counts.put(bar.path("key").asLong(), bar.path("doc_count").asLong());
    }
    return counts;
  }

  @Override
  public LogFields fields() {
    return fields;
  }

  @Override
  public FieldValues values(KqlQuery query, Interval range, String field, int most)
      throws StoreException {
    if (!countable(field)) return FieldValues.NONE;
    unrefreshed.refresh(IndexNames.LOGS);
    var request = FieldCounts.request(query(query, range), field, most);
    var reply = client.send("POST", SEARCH, Json.bytes(request));
    if (reply.status() == 400) throw rejected(reply.reason());
    if (!reply.ok()) throw client.refused("the values of a field", reply);
    return FieldCounts.read(reply.json());
  }

  @Override
  public long count(KqlQuery query, Interval range) throws StoreException {
    unrefreshed.refresh(IndexNames.LOGS);
    var request = Json.object();
    request.set("query", query(query, range));
    var path = SEARCH.replace("/_search", "/_count");
    var reply = client.send("POST", path, Json.bytes(request));
    if (reply.status() == 400) throw rejected(reply.reason());
    if (!reply.ok()) throw client.refused("a count", reply);
    return reply.json().path("count").asLong();
  }

  @Override
  public Inspection inspect(SearchRequest request) throws StoreException {
    int bars = Math.max(1, request.histogram().bars());
    var sent = body(request, HistogramBuckets.over(request.from(), request.until(), bars));
    unrefreshed.refresh(IndexNames.LOGS);
    var reply = client.send("POST", SEARCH, Json.bytes(sent));
    if (reply.status() == 400) throw rejected(reply.reason());
    if (!reply.ok()) throw client.refused("a search", reply);
    var answer = (ObjectNode) reply.json();
    if (answer.path("hits") instanceof ObjectNode hits) hits.remove("hits");
    return new Inspection(
        SEARCH,
        sent.toPrettyString(),
        answer.toPrettyString(),
        Duration.ofMillis(answer.path("took").asLong()),
        new Inspection.Shards(
            answer.path("_shards").path("total").asInt(),
            answer.path("_shards").path("failed").asInt()));
  }

  @Override
  public Optional<SearchResult.Hit> find(String index, String id) throws StoreException {
    return lines.find(index, id);
  }

  /// A line as it was written, secrets included.
  public Optional<String> original(String index, String id) throws StoreException {
    return lines.original(index, id);
  }

  @Override
  public List<SearchResult.Hit> around(SearchResult.Hit line, boolean after, int most)
      throws StoreException {
    unrefreshed.refresh(IndexNames.LOGS);
    return lines.around(line, after, most);
  }

  @Override
  public long each(KqlQuery query, Interval range, long most, Sink sink)
      throws StoreException, IOException {
    unrefreshed.refresh(IndexNames.LOGS);
    return lines.each(query(query, range), most, sink);
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
