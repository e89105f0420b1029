// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.EvidenceDecoder;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Single log lines: one by its id, those around it, and all of a query.
record LogLines(ElasticClient client) {
  private static final String TIMESTAMP = "@timestamp";
  private static final String OFFSET = "log.offset";
  private static final Pattern INDEX = Pattern.compile("stillwatch-logs-[a-z0-9._-]{1,200}");
  private static final String KEEP_OPEN = "2m";
  private static final int PAGE = 5_000;

  Optional<Hit> find(String index, String id) throws StoreException {
    return document(index, id).map(LogLines::hit);
  }

  /// The line as it was written.
  Optional<String> original(String index, String id) throws StoreException {
    return document(index, id).map(hit -> EvidenceDecoder.original(hit.path("_source")));
  }

  private Optional<JsonNode> document(String index, String id) throws StoreException {
    if (!INDEX.matcher(index).matches() || id.isEmpty() || id.length() > 512)
      return Optional.empty();
    var name = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    var reply = client.send("GET", "/" + index + "/_doc/" + name, new byte[0]);
    if (reply.status() == 404) return Optional.empty();
    if (!reply.ok()) throw client.refused("a line", reply);
    return Optional.of(reply.json());
  }

  /// The order of the file: a file that was rotated begins again at 0, but at a later time.
  List<Hit> around(Hit line, boolean after, int most) throws StoreException {
    var request = Json.object().put("size", most).put("track_total_hits", false);
    request.put("timeout", "10s");
    request.set(
        "query",
        Searches.allOf(
            Searches.term("host.name", text(line, "host.name")),
            Searches.term("log.file.path", text(line, "log.file.path"))));
    inOrder(request, after ? "asc" : "desc");
    var position = request.putArray("search_after").add(line.at().toString());
    position.add(line.fields().get(OFFSET) instanceof Number offset ? offset.longValue() : 0);
    var hits = new ArrayList<Hit>();
    var endpoint = "/" + IndexNames.LOGS + "/_search?ignore_unavailable=true&allow_no_indices=true";
    for (var hit : client.json("POST", endpoint, request).path("hits").path("hits"))
      hits.add(hit(hit));
    return after ? hits : hits.reversed();
  }

  private static String text(Hit line, String field) {
    return String.valueOf(line.fields().getOrDefault(field, ""));
  }

  private static void inOrder(ObjectNode request, String order) {
    var sort = request.putArray("sort");
    sort.addObject()
        .putObject(TIMESTAMP)
        .put("order", order)
        .put("format", "strict_date_optional_time_nanos");
    sort.addObject()
        .putObject(OFFSET)
        .put("order", order)
        .put("missing", "_last")
        .put("unmapped_type", "long");
  }

  /// A point in time, so that lines that arrive meanwhile neither repeat nor displace others.
  long each(JsonNode query, long most, LogSearch.Sink sink) throws StoreException, IOException {
    var open = "/" + IndexNames.LOGS + "/_pit?ignore_unavailable=true&keep_alive=" + KEEP_OPEN;
    var reply = client.send("POST", open, new byte[0]);
    if (reply.status() == 404) return 0; // there is no index of logs yet
    if (!reply.ok()) throw client.refused("an export", reply);
    var view = reply.json().path("id").asText();
    try {
      return page(query, view, most, sink);
    } finally {
      client.send("DELETE", "/_pit", Json.bytes(Json.object().put("id", view)));
    }
  }

  private long page(JsonNode query, String view, long most, LogSearch.Sink sink)
      throws StoreException, IOException {
    var request = Json.object().put("track_total_hits", false);
    request.putObject("pit").put("id", view).put("keep_alive", KEEP_OPEN);
    request.set("query", query);
    inOrder(request, "desc");
    long sent = 0;
    while (sent < most) {
      int wanted = (int) Math.min(PAGE, most - sent);
      request.put("size", wanted);
      var answer = client.json("POST", "/_search?allow_partial_search_results=false", request);
      if (answer.path("timed_out").asBoolean()) {
        throw new StoreException("Elasticsearch searched only part of the lines. Export again.");
      }
      var hits = answer.path("hits").path("hits");
      for (var hit : hits) sink.accept(hit(hit));
      sent += hits.size();
      if (hits.size() < wanted) break;
      request.set("search_after", hits.get(hits.size() - 1).path("sort"));
    }
    return sent;
  }

  static Hit hit(JsonNode hit) {
    var fields = new LinkedHashMap<String, Object>();
    flatten("", hit.path("_source"), fields);
    return new Hit(
        hit.path("_index").asText(),
        hit.path("_id").asText(),
        Instant.parse(hit.path("_source").path(TIMESTAMP).asText()),
        fields);
  }

  private static void flatten(String prefix, JsonNode node, Map<String, Object> fields) {
    for (var property : node.properties()) {
      var name = prefix + property.getKey();
      if (EvidenceDecoder.UNREDACTED.contains(name)) continue;
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
}
