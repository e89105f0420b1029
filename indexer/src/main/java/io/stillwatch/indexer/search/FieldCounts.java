// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.search.FieldValues;
import io.stillwatch.indexer.document.Json;
import java.util.ArrayList;

/// Counts the most frequent values of a field in at most so many lines of each shard.
final class FieldCounts {
  private static final int SAMPLE = 100_000;

  private FieldCounts() {}

  static ObjectNode request(ObjectNode query, String field, int most) {
    var request = Json.object().put("size", 0).put("track_total_hits", SAMPLE);
    request.put("terminate_after", SAMPLE).put("timeout", "5s");
    request.set("query", query);
    var aggregations = request.putObject("aggs");
    aggregations.putObject("top").putObject("terms").put("field", field).put("size", most);
    aggregations.putObject("present").putObject("filter").putObject("exists").put("field", field);
    aggregations.putObject("sampled").putObject("filter").putObject("match_all");
    return request;
  }

  static FieldValues read(JsonNode answer) {
    var aggregations = answer.path("aggregations");
    var top = new ArrayList<FieldValues.Count>();
    for (var bucket : aggregations.path("top").path("buckets")) {
      var value = bucket.path("key_as_string").asText(bucket.path("key").asText());
      top.add(new FieldValues.Count(value, bucket.path("doc_count").asLong()));
    }
    return new FieldValues(
        aggregations.path("sampled").path("doc_count").asLong(),
        aggregations.path("present").path("doc_count").asLong(),
        top);
  }
}
