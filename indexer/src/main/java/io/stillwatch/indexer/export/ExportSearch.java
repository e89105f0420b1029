// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.indexer.document.EvidenceDecoder;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.export.EvidenceDocuments.Selection;
import io.stillwatch.indexer.search.Searches;

/// The search that finds what an export writes.
final class ExportSearch {
  static final int PAGE = 2_000;

  /// How long Elasticsearch keeps the point in time between two pages.
  static final String KEEP_OPEN = "5m";

  private static final String INGESTED = "event.ingested";
  private static final String SEQUENCE = "event.sequence";
  private static final String PATTERN = "log.pattern";

  private ExportSearch() {}

  /// The point in time breaks ties, so that no document is skipped between two pages.
  static ObjectNode request(Selection selection, String view) {
    var request = Json.object().put("size", PAGE).put("track_total_hits", false);
    var excluded = request.putObject("_source").putArray("excludes");
    EvidenceDecoder.UNREDACTED.forEach(excluded::add);
    request.putObject("pit").put("id", view).put("keep_alive", KEEP_OPEN);
    request.set("query", query(selection));
    var sort = request.putArray("sort");
    ascending(sort.addObject().putObject(INGESTED), "date");
    ascending(sort.addObject().putObject(SEQUENCE), "long");
    return request;
  }

  private static void ascending(ObjectNode field, String type) {
    field.put("order", "asc").put("missing", "_last").put("unmapped_type", type);
  }

  private static ObjectNode query(Selection selection) {
    var judged = Json.object();
    judged.putObject("exists").put("field", SEQUENCE);
    var patterns = Json.object();
    patterns.putObject("exists").put("field", PATTERN);
    var labels = Searches.term("event.action", EvidenceDocuments.LABEL);
    var used =
        Searches.anyOf(
            judged,
            patterns,
            labels,
            Searches.term("event.action", EvidenceDocuments.SOURCE_STATE),
            Searches.term("event.action", EvidenceDocuments.SOURCE_REMOVED));
    var range = Searches.range("@timestamp", selection.from(), selection.until());
    if (selection.hosts().isEmpty()) return Searches.allOf(used, range);
    var ofHosts = Json.object();
    var names = ofHosts.putObject("terms").putArray("host.name");
    selection.hosts().forEach(names::add);
    return Searches.allOf(used, range, Searches.anyOf(ofHosts, labels));
  }
}
