// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was measured, by the keys that bench/README.md explains.
final class Figures {
  private record Bar(double limit, boolean atMost) {}

  private static final Map<String, Bar> BARS =
      Map.of(
          "discover_p95_ms", new Bar(2_000, true),
          "discover_over_curl", new Bar(1.3, true),
          "values_p95_ms", new Bar(500, true),
          "view_switch_p95_ms", new Bar(300, true),
          "tab_mb", new Bar(5, true));

  /// An export is fast enough in rows, or by the part of what a raw scroll reaches.
  private static final double ROWS_PER_SECOND = 50_000;

  private static final double OF_SCROLL = 0.7;

  private final Map<String, Double> values = new LinkedHashMap<>();

  void put(String key, double value) {
    values.put(key, Math.round(value * 100) / 100.0);
  }

  double get(String key) {
    return values.getOrDefault(key, 0.0);
  }

  /// In nanoseconds, of which the first tenth warmed up.
  static double percentileMillis(List<Long> nanos, double share) {
    var warm = new ArrayList<>(nanos.subList(nanos.size() / 10, nanos.size()));
    warm.sort(null);
    int at = (int) Math.ceil(share * warm.size()) - 1;
    return warm.get(Math.max(0, at)) / 1e6;
  }

  boolean meetBars() {
    boolean exported =
        get("export_rows_per_s") >= ROWS_PER_SECOND || get("export_over_scroll") >= OF_SCROLL;
    return exported
        && BARS.entrySet().stream().allMatch(bar -> meets(bar.getKey(), bar.getValue()));
  }

  private boolean meets(String key, Bar bar) {
    return bar.atMost() ? get(key) <= bar.limit() : get(key) >= bar.limit();
  }

  ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    values.forEach(json::put);
    return json;
  }
}
