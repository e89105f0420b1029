// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Searches that return every hit, page after page, with `search_after`.
public record Searches(ElasticClient client, Unrefreshed unrefreshed) {
  private static final int PAGE = 5_000;

  /// Elasticsearch returns at most 10,000 hits at once (`index.max_result_window`).
  private static final int LARGEST_PAGE = 9_999;

  /// A query accepts 65,536 terms; so many keep its text short.
  private static final int TERMS = 1_000;

  /// All hits of the query over the families, sorted by `field`, each with its version.
  public List<JsonNode> all(String family, JsonNode query, String field) throws StoreException {
    var hits = new ArrayList<JsonNode>();
    each(family, query, SortOrder.by(field), PAGE, hits::add);
    return hits;
  }

  /// The same as far as searches see it by themselves: what was written within the last second may
  /// be missing.
  public List<JsonNode> allVisible(String family, JsonNode query, String field)
      throws StoreException {
    var hits = new ArrayList<JsonNode>();
    var after = "";
    do {
      var page = visible(family, query, SortOrder.by(field), after, PAGE);
      hits.addAll(page.hits());
      after = page.next();
    } while (!after.isEmpty());
    return hits;
  }

  /// At most so many hits in an order, each with its version.
  public List<JsonNode> first(String family, JsonNode query, SortOrder order, int most)
      throws StoreException {
    var hits = new ArrayList<JsonNode>();
    var after = "";
    while (hits.size() < most) {
      var page = page(family, query, order, after, Math.min(PAGE, most - hits.size()));
      hits.addAll(page.hits());
      after = page.next();
      if (after.isEmpty()) break;
    }
    return hits;
  }

  /// When something happened, and some fields of its document, as far as it has them.
  public record Fields(Instant at, JsonNode values) {}

  /// Some fields of at most so many hits, the earliest first, times to the millisecond; the rest of
  /// the documents is not sent.
  public List<Fields> firstFields(String family, JsonNode query, List<String> fields, int most)
      throws StoreException {
    unrefreshed.refresh(family);
    var request = Json.object().put("size", Math.min(most, LARGEST_PAGE));
    request.put("track_total_hits", false);
    var wanted = request.putArray("_source");
    fields.forEach(wanted::add);
    request.set("query", query);
    request.set("sort", SortOrder.by("@timestamp").json());
    var found = new ArrayList<Fields>();
    for (var hit : complete(family, request).path("hits").path("hits")) {
      var at = Instant.ofEpochMilli(hit.path("sort").path(0).asLong());
      found.add(new Fields(at, hit.path("_source")));
    }
    return found;
  }

  /// Passes every hit on, so that only one page is in memory.
  public void each(
      String family, JsonNode query, SortOrder order, int pageSize, Consumer<JsonNode> each)
      throws StoreException {
    var after = "";
    do {
      var page = page(family, query, order, after, pageSize);
      page.hits().forEach(each);
      after = page.next();
    } while (!after.isEmpty());
  }

  /// A page of hits, each with its version, and the cursor of the next one; empty after the last.
  public record Page(List<JsonNode> hits, String next) {}

  /// At most so many hits after a cursor. A cursor that did not come from here is an
  /// [IllegalArgumentException].
  public Page page(String family, JsonNode query, SortOrder order, String after, int size)
      throws StoreException {
    unrefreshed.refresh(family);
    return visible(family, query, order, after, size);
  }

  private Page visible(String family, JsonNode query, SortOrder order, String after, int size)
      throws StoreException {
    int wanted = Math.clamp(size, 1, LARGEST_PAGE);
    var request = Json.object().put("size", wanted + 1).put("seq_no_primary_term", true);
    request.put("track_total_hits", false);
    request.set("query", query);
    request.set("sort", order.json());
    if (!after.isEmpty()) request.set("search_after", order.values(after));
    var hits = new ArrayList<JsonNode>();
    complete(family, request).path("hits").path("hits").forEach(hits::add);
    if (hits.size() <= wanted) return new Page(hits, "");
    hits.removeLast();
    return new Page(hits, SortOrder.cursor(hits.getLast().path("sort")));
  }

  /// Aggregations over a family and some hits, in one response.
  public JsonNode summary(String family, ObjectNode request) throws StoreException {
    unrefreshed.refresh(family);
    return complete(family, request);
  }

  private JsonNode complete(String family, ObjectNode request) throws StoreException {
    var endpoint =
        "/"
            + family
            + "/_search?ignore_unavailable=true&allow_no_indices=true"
            + "&filter_path=timed_out,_shards.failed,hits.hits,aggregations";
    var answer = client.json("POST", endpoint, request);
    if (answer.path("timed_out").asBoolean() || answer.path("_shards").path("failed").asInt() > 0) {
      throw new StoreException(
          "Elasticsearch searched only part of " + family + "; the search is retried.");
    }
    return answer;
  }

  public static ObjectNode everything() {
    var query = Json.object();
    query.putObject("match_all");
    return query;
  }

  public static ObjectNode term(String field, String value) {
    var query = Json.object();
    query.putObject("term").put(field, value);
    return query;
  }

  /// Queries that together match any of the values.
  public static List<ObjectNode> terms(String field, Collection<String> values) {
    var queries = new ArrayList<ObjectNode>();
    ArrayNode open = Json.MAPPER.createArrayNode();
    for (var value : Set.copyOf(values)) {
      if (open.isEmpty()) {
        var query = Json.object();
        open = query.putObject("terms").putArray(field);
        queries.add(query);
      }
      open.add(value);
      if (open.size() == TERMS) open = Json.MAPPER.createArrayNode();
    }
    return queries;
  }

  /// The documents of one job in a half-open range.
  public static ObjectNode ofJob(String job, Instant from, Instant until) {
    return allOf(term("stillwatch.job.id", job), range("@timestamp", from, until));
  }

  /// A keyword that contains the text.
  public static ObjectNode contains(String field, String text) {
    var query = Json.object();
    var literal = text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    query.putObject("wildcard").putObject(field).put("value", "*" + literal + "*");
    return query;
  }

  public static ObjectNode noneOf(JsonNode part) {
    var query = Json.object();
    query.putObject("bool").putArray("must_not").add(part);
    return query;
  }

  public static ObjectNode atLeast(String field, long value) {
    var query = Json.object();
    query.putObject("range").putObject(field).put("gte", value);
    return query;
  }

  public static ObjectNode atLeast(String field, double value) {
    var query = Json.object();
    query.putObject("range").putObject(field).put("gte", value);
    return query;
  }

  /// Half-open; an instant outside the range of date fields leaves that side unbounded.
  public static ObjectNode range(String field, Instant from, Instant until) {
    var query = Json.object();
    var bounds = query.putObject("range").putObject(field);
    if (Dates.storable(from)) bounds.put("gte", from.toString());
    if (Dates.storable(until)) bounds.put("lt", until.toString());
    return query;
  }

  public static ObjectNode allOf(JsonNode... parts) {
    var query = Json.object();
    ArrayNode filter = query.putObject("bool").putArray("filter");
    for (var part : parts) filter.add(part);
    return query;
  }

  public static ObjectNode anyOf(JsonNode... parts) {
    var query = Json.object();
    ArrayNode should = query.putObject("bool").put("minimum_should_match", 1).putArray("should");
    for (var part : parts) should.add(part);
    return query;
  }
}
