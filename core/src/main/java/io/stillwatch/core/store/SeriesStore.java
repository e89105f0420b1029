// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.series.ScoredHour;
import java.time.Instant;
import java.util.List;

/// The hours of live series: what was observed, and what was expected.
public interface SeriesStore {
  /// An hour that is put again replaces itself.
  void putHours(List<ScoredHour> hours) throws StoreException;

  /// The hours of one series that reach a score, in a half-open range, by time.
  List<ScoredHour> hours(String series, Instant from, Instant until, double minScore)
      throws StoreException;

  /// One page of the hours of all series that reach a score, by time.
  Page page(Instant from, Instant until, double minScore, String after, int size)
      throws StoreException;

  /// A page, and where the next one begins; empty after the last one. [#START] is the first.
  record Page(List<ScoredHour> hours, String next) {
    public static final String START = "";

    public Page {
      hours = List.copyOf(hours);
    }
  }
}
