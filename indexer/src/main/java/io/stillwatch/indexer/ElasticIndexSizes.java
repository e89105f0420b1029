// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.store.IndexSizes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.IndexNames;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// Sums of `_cat/indices`. A replica counts as often as it takes up space.
record ElasticIndexSizes(ElasticClient client) implements IndexSizes {
  private static final String INDICES =
      "/_cat/indices/stillwatch-*?format=json&bytes=b&h=index,docs.count,store.size";

  @Override
  public List<Family> families() throws StoreException {
    var families = new TreeMap<String, Family>();
    for (var row : client.get(INDICES)) {
      var index = row.path("index").asText();
      var one =
          new Family(
              IndexNames.family(index),
              row.path("docs.count").asLong(), // absent while the index is closed
              row.path("store.size").asLong(),
              Retention.start(index).orElse(Instant.MIN));
      families.merge(one.name(), one, ElasticIndexSizes::sum);
    }
    return List.copyOf(families.values());
  }

  private static Family sum(Family one, Family other) {
    return new Family(
        one.name(),
        one.documents() + other.documents(),
        one.bytes() + other.bytes(),
        earlier(one.oldest(), other.oldest()));
  }

  private static Instant earlier(Instant one, Instant other) {
    if (one.equals(Instant.MIN)) return other;
    return other.equals(Instant.MIN) || one.isBefore(other) ? one : other;
  }
}
