// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.pattern.PatternHistory.Question;
import io.stillwatch.core.pattern.PatternHistory.Sighting;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import java.time.Instant;
import java.util.ArrayList;

/// One search that counts the patterns of a host.
///
/// It has at most 46,500 buckets of the 65,535 that Elasticsearch allows (`search.max_buckets`),
/// and gives up after two seconds: the alert that asks does not wait longer.
final class PatternCounts {
  private static final String TIMESTAMP = "@timestamp";
  private static final String TIMEOUT = "2s";

  private PatternCounts() {}

  static ObjectNode request(Question question) {
    var request = Json.object().put("size", 0).put("track_total_hits", false);
    request.put("timeout", TIMEOUT);
    request.set(
        "query",
        Searches.allOf(
            Searches.term("host.name", question.host().name()),
            Searches.term("host.type", question.host().kind().name()),
            Searches.range(TIMESTAMP, question.from(), question.until())));
    var patterns = request.putObject("aggs").putObject("patterns");
    patterns.putObject("terms").put("field", "log.pattern").put("size", PatternHistory.MOST);
    var each = patterns.putObject("aggs");
    each.putObject("first").putObject("min").put("field", TIMESTAMP);
    each.putObject("last").putObject("max").put("field", TIMESTAMP);
    each.putObject("source").putObject("terms").put("field", "stillwatch.source").put("size", 1);
    var slots = each.putObject("slots");
    slots.set("filter", Searches.range(TIMESTAMP, question.slotsFrom(), question.until()));
    slots
        .putObject("aggs")
        .putObject("slot")
        .putObject("date_histogram")
        .put("field", TIMESTAMP)
        .put("fixed_interval", question.slot().toMillis() + "ms")
        .put("min_doc_count", 1);
    return request;
  }

  static PatternHistory read(JsonNode answer) {
    var patterns = answer.path("aggregations").path("patterns");
    var sightings = new ArrayList<Sighting>();
    for (var bucket : patterns.path("buckets")) sightings.add(sighting(bucket));
    boolean exact =
        patterns.path("sum_other_doc_count").asLong() == 0
            && patterns.path("doc_count_error_upper_bound").asLong() == 0;
    return new PatternHistory(sightings, exact);
  }

  private static Sighting sighting(JsonNode bucket) {
    var slots = new ArrayList<Instant>();
    for (var slot : bucket.path("slots").path("slot").path("buckets"))
      slots.add(Instant.ofEpochMilli(slot.path("key").asLong()));
    return new Sighting(
        bucket.path("key").asText(),
        bucket.path("source").path("buckets").path(0).path("key").asText(),
        Instant.ofEpochMilli(bucket.path("first").path("value").asLong()),
        Instant.ofEpochMilli(bucket.path("last").path("value").asLong()),
        bucket.path("doc_count").asLong(),
        slots);
  }
}
