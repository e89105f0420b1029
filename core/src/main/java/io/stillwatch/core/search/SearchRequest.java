// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.time.Instant;

/// One page of a search: a query, a half-open time range, the rows that are wanted and the
/// histogram.
public record SearchRequest(
    KqlQuery query, Instant from, Instant until, Rows rows, Histogram histogram) {
  public SearchRequest {
    if (!from.isBefore(until)) throw new IllegalArgumentException(from + " is not before " + until);
  }

  /// The newest hits of a query that is not parsed yet.
  public SearchRequest(String kql, Instant from, Instant until, int offset, int limit, int bars) {
    this(
        KqlQuery.parse(kql),
        from,
        until,
        new Rows(offset, limit, Order.NEWEST),
        new Histogram(bars, ""));
  }

  /// How many hits to skip and to return, and in which order.
  public record Rows(int offset, int limit, Order order) {
    public Rows {
      if (limit < 0 || limit > 1_000)
        throw new IllegalArgumentException("limit not in 0..1000: " + limit);
      if (offset < 0 || offset > 10_000 - limit) {
        throw new IllegalArgumentException("Only the first 10,000 hits can be paged through.");
      }
    }
  }

  /// By a field; equal ones are ordered by time, the newest first.
  public record Order(String field, boolean descending) {
    public static final Order NEWEST = new Order("@timestamp", true);
  }

  /// At most so many bars, each divided by the most frequent values of a field unless it is empty.
  public record Histogram(int bars, String breakdown) {
    public static final Histogram NONE = new Histogram(0, "");
  }
}
