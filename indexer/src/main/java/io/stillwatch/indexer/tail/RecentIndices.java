// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.tail;

import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.IndexPeriod;
import io.stillwatch.indexer.document.Json;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// The indices that recently received evidence, so that a reader of the newest documents searches
/// two indices rather than one for every day of the year.
///
/// Before a writer writes to an index, it announces up to which sequence number it may do so. A
/// reader therefore never misses an index that contains newer documents.
public final class RecentIndices {
  private static final int MAX_INDICES = 40; // more would only make the URL longer
  private static final String PREFIX = "arrivals:";

  /// Indices that were written to within this time are announced again together.
  private static final Duration TOGETHER = Duration.ofSeconds(10);

  private final ElasticClient client;
  private final LongSupplier nanoTime;
  private final long ahead;
  private final Map<String, Long> announced = new ConcurrentHashMap<>();
  private final Map<String, Long> usedAt = new ConcurrentHashMap<>();

  /// An index is announced for a quarter of its period: an announcement costs a refresh, and a
  /// reader searches an index that is not written to any more for as long.
  public RecentIndices(ElasticClient client, IndexPeriod period, LongSupplier nanoTime) {
    this.client = client;
    this.nanoTime = nanoTime;
    this.ahead = period.length().dividedBy(4).toSeconds() * ArrivalCursor.SECOND;
  }

  /// Returns once every reader can see that the indices may receive documents numbered up to
  /// `number`.
  public void announce(Collection<String> indices, long number) throws StoreException {
    long now = nanoTime.getAsLong();
    for (var index : indices) usedAt.put(index, now);
    if (due(indices, number).isEmpty()) return;
    announceDue(indices, number);
  }

  private List<String> due(Collection<String> indices, long number) {
    return indices.stream().filter(index -> announced.getOrDefault(index, 0L) < number).toList();
  }

  /// One writer announces for all: those that wait for it mostly find it done.
  private synchronized void announceDue(Collection<String> indices, long number)
      throws StoreException {
    if (due(indices, number).isEmpty()) return;
    var together = inUse();
    together.addAll(indices);
    var due = due(together, number);
    long until = number + ahead;
    var body = new ByteArrayOutputStream();
    for (var index : due) {
      var action = Json.object();
      action
          .putObject("index")
          .put("_index", IndexNames.STATE)
          .put("_id", PREFIX + index)
          .put("version", until)
          .put("version_type", "external_gte"); // the highest number wins
      var document = Json.object();
      document.putObject("stillwatch").put("id", PREFIX + index).put("until", until);
      body.writeBytes(Json.bytes(action));
      body.write('\n');
      body.writeBytes(Json.bytes(document));
      body.write('\n');
    }
    var reply = client.bulkAndRefresh(body.toByteArray());
    if (!reply.ok()) throw client.refused("the announcement of " + due.getFirst(), reply);
    for (var item : reply.json().path("items")) check(item.path("index").path("status").asInt());
    for (var index : due) announced.merge(index, until, Math::max);
  }

  private Set<String> inUse() {
    long oldest = nanoTime.getAsLong() - TOGETHER.toNanos();
    usedAt.values().removeIf(at -> at - oldest < 0);
    return new TreeSet<>(usedAt.keySet());
  }

  private static void check(int status) throws StoreException {
    if (status == 200 || status == 201 || status == 409) return;
    throw new StoreException(
        "An index announcement was not stored (status " + status + "); the write is retried.");
  }

  /// Every index that may contain a document with this number or a higher one, or the aliases of
  /// all indices.
  List<String> since(long number) throws StoreException {
    var request = Json.object().put("size", MAX_INDICES + 1).put("track_total_hits", false);
    request.putObject("query").putObject("range").putObject("stillwatch.until").put("gte", number);
    var answer =
        client.json(
            "POST",
            "/"
                + IndexNames.STATE
                + "/_search?ignore_unavailable=true&allow_no_indices=true"
                + "&filter_path=_shards.failed,hits.hits._id",
            request);
    if (answer.path("_shards").path("failed").asInt() > 0) {
      throw new StoreException(
          IndexNames.STATE + " could not be read completely; the search is retried.");
    }
    var names = new ArrayList<String>();
    for (var hit : answer.path("hits").path("hits")) {
      names.add(hit.path("_id").asText().substring(PREFIX.length()));
    }
    return names.size() <= MAX_INDICES ? names : List.of(IndexNames.LOGS, IndexNames.SNAPSHOTS);
  }
}
