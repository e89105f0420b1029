// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.search.SearchResult;

/// The answer of a search as JSON.
final class SearchJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SearchJson() {}

  static ObjectNode of(SearchResult result, Paging paging) {
    var json = paging.envelope(result.total());
    json.put("total_exact", result.totalExact()).put("took_ms", result.took().toMillis());
    var items = json.putArray("items");
    for (var hit : result.hits()) {
      var item = items.addObject().put("index", hit.index()).put("id", hit.id());
      item.put("at", hit.at().toString());
      item.set("fields", MAPPER.valueToTree(hit.fields()));
    }
    json.put("bar_secs", result.bar().toSeconds());
    var bars = json.putArray("histogram");
    for (var bar : result.histogram()) {
      var one = bars.addObject().put("from", bar.from().toString()).put("count", bar.count());
      if (bar.parts().isEmpty()) continue;
      var parts = one.putObject("parts");
      bar.parts().forEach(parts::put);
    }
    return json;
  }
}
