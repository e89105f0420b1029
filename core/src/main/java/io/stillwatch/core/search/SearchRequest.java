// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.time.Instant;

/// One page of a search: KQL, half-open time range, how many hits to skip and to return.
public record SearchRequest(
    String kql, Instant from, Instant until, int offset, int limit, int bars) {
  public SearchRequest {
    if (!from.isBefore(until)) throw new IllegalArgumentException(from + " is not before " + until);
    if (limit < 0 || limit > 1_000)
      throw new IllegalArgumentException("limit not in 0..1000: " + limit);
    if (offset < 0 || offset + limit > 10_000) {
      throw new IllegalArgumentException("Only the first 10,000 hits can be paged through.");
    }
  }
}
