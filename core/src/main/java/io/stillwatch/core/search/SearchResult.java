// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Hits newest first, with the histogram over the whole range and what the search cost.
///
/// `total` is exact up to 10,000 and a lower bound above (`totalExact` says which).
public record SearchResult(
    List<Hit> hits,
    long total,
    boolean totalExact,
    List<Bar> histogram,
    Duration bar,
    Duration took) {
  public SearchResult {
    hits = List.copyOf(hits);
    histogram = List.copyOf(histogram);
  }

  /// One document: where it is, when it happened, and its fields by dotted name.
  public record Hit(String index, String id, Instant at, Map<String, Object> fields) {
    public Hit {
      fields = Map.copyOf(fields);
    }
  }

  /// One bar of the histogram; empty ones are in it, for zero is a number.
  ///
  /// `parts` divides it by the values of a field, the most frequent of the whole range; the rest of
  /// `count` has other values or none.
  public record Bar(Instant from, long count, Map<String, Long> parts) {
    public Bar {
      parts = Map.copyOf(parts);
    }

    public Bar(Instant from, long count) {
      this(from, count, Map.of());
    }
  }
}
