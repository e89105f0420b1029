// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.EvidenceDecoder;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import java.time.Instant;
import java.util.ArrayList;

/// The sums by source and the newest gaps, in one request.
final class ElasticGaps implements Gaps {
  private static final String TIMESTAMP = "@timestamp";

  /// More sources than any installation has.
  private static final int SOURCES = 10_000;

  private final Searches searches;

  ElasticGaps(Searches searches) {
    this.searches = searches;
  }

  @Override
  public Report between(Instant from, Instant until) throws StoreException {
    var query =
        Searches.allOf(
            Searches.term("event.action", EvidenceDecoder.GAP),
            Searches.range(TIMESTAMP, from, until));
    var answer = searches.summary(IndexNames.SNAPSHOTS, request(query));
    var sums = new ArrayList<Sum>();
    for (var bucket : answer.path("aggregations").path("sources").path("buckets"))
      sums.add(
          new Sum(
              new SourceId(bucket.path("key").asText()),
              bucket.path("doc_count").asLong(),
              bucket.path("bytes").path("value").asLong()));
    var newest = new ArrayList<Gap>();
    for (var hit : answer.path("hits").path("hits"))
      EvidenceDecoder.decode(hit).map(Gap.class::cast).ifPresent(newest::add);
    return new Report(sums, newest);
  }

  private static ObjectNode request(ObjectNode query) {
    var request = Json.object().put("size", NEWEST);
    request.set("query", query);
    var sort = request.putArray("sort");
    sort.addObject().putObject(TIMESTAMP).put("order", "desc");
    sort.addObject().putObject("event.sequence").put("order", "desc");
    var sources = request.putObject("aggs").putObject("sources");
    var terms = sources.putObject("terms").put("field", "stillwatch.source").put("size", SOURCES);
    terms.putObject("order").put("_key", "asc");
    sources.putObject("aggs").putObject("bytes").putObject("sum").put("field", "stillwatch.bytes");
    return request;
  }
}
