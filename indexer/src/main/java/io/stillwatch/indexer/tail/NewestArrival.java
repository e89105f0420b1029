// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.tail;

import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;

/// The highest sequence number in the store, so that numbers keep increasing after a restart even
/// if the clock was set back.
public record NewestArrival(ElasticClient client) {
  public long number() throws StoreException {
    var request = Json.object().put("size", 0).put("track_total_hits", false);
    request.putObject("aggs").putObject("newest").putObject("max").put("field", "event.sequence");
    var families = IndexNames.LOGS + "," + IndexNames.SNAPSHOTS;
    var answer =
        client.json(
            "POST",
            "/" + families + "/_search?ignore_unavailable=true&allow_no_indices=true",
            request);
    return answer.path("aggregations").path("newest").path("value").asLong(0);
  }
}
