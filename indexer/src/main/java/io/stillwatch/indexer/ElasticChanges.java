// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.store.StoreChanges;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.IndexNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Counts the writes that each family of indices has taken, from the statistics of the shards: no
/// search, and no refresh.
record ElasticChanges(ElasticClient client) implements StoreChanges {
  /// What the views show, but for logs and snapshots, which change all the time.
  private static final List<String> FAMILIES =
      List.of(
          IndexNames.ALERTS,
          IndexNames.ALERT_EVENTS,
          IndexNames.NOTIFICATIONS,
          IndexNames.MESSAGES,
          IndexNames.JOBS,
          IndexNames.FINDINGS,
          IndexNames.SOURCES,
          IndexNames.STATE,
          IndexNames.LABELS,
          IndexNames.VERDICTS,
          IndexNames.ANOMALIES);

  private static final String STATISTICS =
      FAMILIES.stream().map(family -> family + "*").collect(Collectors.joining(","));

  @Override
  public Map<String, Long> writes() throws StoreException {
    var answer =
        client.get(
            "/"
                + STATISTICS
                + "/_stats/indexing?filter_path=indices.*.total.indexing.index_total,"
                + "indices.*.total.indexing.delete_total");
    var writes = new HashMap<String, Long>();
    for (var index : answer.path("indices").properties()) {
      var counters = index.getValue().path("total").path("indexing");
      long count = counters.path("index_total").asLong() + counters.path("delete_total").asLong();
      writes.merge(IndexNames.family(index.getKey()), count, Long::sum);
    }
    return writes;
  }
}
