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
import java.util.List;

/// Searches that return every hit, page after page, with `search_after`.
public record Searches(ElasticClient client, Unrefreshed unrefreshed) {
  private static final int PAGE = 5_000;

  /// All hits of the query over the families, sorted by `field`, each with its version.
  public List<JsonNode> all(String family, JsonNode query, String field) throws StoreException {
    unrefreshed.refresh(family);
    var hits = new ArrayList<JsonNode>();
    var request = Json.object().put("size", PAGE).put("seq_no_primary_term", true);
    request.put("track_total_hits", false);
    request.set("query", query);
    // A document without the field sorts first; it is not left out.
    var sort = request.putArray("sort");
    sort.addObject().putObject(field).put("order", "asc").put("missing", "_first");
    if (!field.equals("stillwatch.id")) sort.add("stillwatch.id");
    while (true) {
      var page = page(family, request);
      page.forEach(hits::add);
      if (page.size() < PAGE) return hits;
      request.set("search_after", page.get(PAGE - 1).path("sort"));
    }
  }

  private JsonNode page(String family, ObjectNode request) throws StoreException {
    return complete(family, request).path("hits").path("hits");
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
