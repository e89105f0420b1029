// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads documents in the order of their sequence numbers and never skips one.
///
/// Documents of this process cannot arrive late, because the reader waits for the writes that began
/// before it. Documents of other processes can (different clocks, slow requests), so each search
/// also counts the documents of the last minute; if the count has grown, the minute is read again.
public final class ArrivalReader {
  private static final int PAGE = 5_000;
  private static final int REREAD = 10_000; // Elasticsearch's limit (index.max_result_window)
  private static final Duration WAIT_FOR_WRITES = Duration.ofSeconds(5);
  private static final String SEQUENCE = "event.sequence";
  private static final String SEARCH =
      "/_search?ignore_unavailable=true&allow_no_indices=true"
          + "&filter_path=timed_out,_shards.failed,aggregations.zone.seconds.buckets,"
          + "hits.hits._index,hits.hits._id,hits.hits._source,hits.hits.sort";

  private final ElasticClient client;
  private final SequenceAllocator sequences;
  private final RecentIndices recentIndices;
  private final Unrefreshed unrefreshed;

  public ArrivalReader(
      ElasticClient client,
      SequenceAllocator sequences,
      RecentIndices recentIndices,
      Unrefreshed unrefreshed) {
    this.client = client;
    this.sequences = sequences;
    this.recentIndices = recentIndices;
    this.unrefreshed = unrefreshed;
  }

  /// The hits after a cursor and the next cursor; nothing follows the last page yet.
  public record Page(List<JsonNode> hits, ArrivalCursor next, boolean last) {}

  public Page after(ArrivalCursor cursor) throws StoreException {
    return read(cursor, Long.MAX_VALUE, Searches.everything());
  }

  /// Only what the query matches, up to another cursor.
  public Page between(ArrivalCursor cursor, ArrivalCursor until, ObjectNode query)
      throws StoreException {
    return read(cursor, until.last() + 1, query);
  }

  private Page read(ArrivalCursor cursor, long end, ObjectNode query) throws StoreException {
    long limit = Math.min(end, settled());
    unrefreshed.refresh(IndexNames.LOGS, IndexNames.SNAPSHOTS);
    var indices = recentIndices.since(cursor.zoneStart());
    if (indices.isEmpty()) return new Page(List.of(), cursor, true);
    var answer = search(indices, request(cursor, limit, query));
    var seconds = answer.path("aggregations").path("zone").path("seconds").path("buckets");
    if (count(seconds, cursor.zoneStart()) > cursor.inZone()) return reread(indices, cursor, query);
    var found = answer.path("hits").path("hits");
    var hits = complete(found);
    if (hits.isEmpty()) return new Page(hits, cursor, true);
    long last = sequence(hits.getLast());
    long zoneStart = ArrivalCursor.zoneStart(last);
    long inZone = count(seconds, zoneStart);
    inZone += hits.stream().filter(hit -> sequence(hit) >= zoneStart).count();
    return new Page(hits, new ArrivalCursor(last, inZone), found.size() < PAGE);
  }

  private long settled() throws StoreException {
    try {
      return sequences.settled(WAIT_FOR_WRITES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for writes in progress", e);
    }
  }

  private static ObjectNode request(ArrivalCursor cursor, long limit, ObjectNode query) {
    var request = Json.object().put("size", PAGE).put("track_total_hits", false);
    request.set("query", Searches.allOf(query, between("gte", cursor.zoneStart(), "lt", limit)));
    request.set("post_filter", between("gt", cursor.last(), "lt", limit));
    request.putArray("sort").add(SEQUENCE);
    var zone = request.putObject("aggs").putObject("zone");
    zone.set("filter", between("gte", cursor.zoneStart(), "lte", cursor.last()));
    zone.putObject("aggs")
        .putObject("seconds")
        .putObject("histogram")
        .put("field", SEQUENCE)
        .put("interval", ArrivalCursor.SECOND)
        .put("min_doc_count", 1);
    return request;
  }

  /// Reads the last minute again, including documents that arrived late; the caller ignores those
  /// it already has.
  private Page reread(List<String> indices, ArrivalCursor cursor, ObjectNode query)
      throws StoreException {
    var hits = new ArrayList<JsonNode>();
    var request = Json.object().put("size", REREAD).put("track_total_hits", false);
    request.set(
        "query", Searches.allOf(query, between("gte", cursor.zoneStart(), "lte", cursor.last())));
    request.putArray("sort").add(SEQUENCE);
    while (true) {
      var page = search(indices, request).path("hits").path("hits");
      if (page.size() < REREAD) {
        page.forEach(hits::add);
        return new Page(hits, new ArrivalCursor(cursor.last(), hits.size()), false);
      }
      long last = sequence(page.get(page.size() - 1)); // may occur twice: begin with it again
      for (var hit : page) {
        if (sequence(hit) < last) hits.add(hit);
      }
      request.set("query", Searches.allOf(query, between("gte", last, "lte", cursor.last())));
    }
  }

  private JsonNode search(List<String> indices, ObjectNode request) throws StoreException {
    var answer = client.json("POST", "/" + String.join(",", indices) + SEARCH, request);
    if (answer.path("timed_out").asBoolean() || answer.path("_shards").path("failed").asInt() > 0) {
      throw new StoreException(
          "Elasticsearch searched only part of the evidence; the search is retried.");
    }
    return answer;
  }

  /// Drops the last number of a full page, because another process may have used the same number.
  private static List<JsonNode> complete(JsonNode page) {
    var hits = new ArrayList<JsonNode>();
    page.forEach(hits::add);
    if (hits.size() < PAGE) return hits;
    long last = sequence(hits.getLast());
    int end = hits.size();
    while (end > 0 && sequence(hits.get(end - 1)) == last) end--;
    return end == 0 ? hits : hits.subList(0, end);
  }

  private static long sequence(JsonNode hit) {
    return hit.path("sort").path(0).asLong();
  }

  private static long count(JsonNode seconds, long from) {
    long sum = 0;
    for (var second : seconds) {
      if (second.path("key").asLong() >= from) sum += second.path("doc_count").asLong();
    }
    return sum;
  }

  private static ObjectNode between(String lower, long from, String upper, long until) {
    var query = Json.object();
    query.putObject("range").putObject(SEQUENCE).put(lower, from).put(upper, until);
    return query;
  }
}
