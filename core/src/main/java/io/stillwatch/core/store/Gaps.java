// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.SourceId;
import java.time.Instant;
import java.util.List;

/// What was there and could not be read, for people; each gap was appended as evidence.
public interface Gaps {
  /// How many single gaps are told.
  int NEWEST = 100;

  /// The gaps of a half-open time range.
  Report between(Instant from, Instant until) throws StoreException;

  /// Sums of the sources that have gaps, and the newest gaps of all, newest first.
  record Report(List<Sum> sources, List<Gap> newest) {
    public Report {
      sources = List.copyOf(sources);
      newest = List.copyOf(newest);
    }

    public long count() {
      return sources.stream().mapToLong(Sum::count).sum();
    }
  }

  /// `bytes` counts only where their number is known.
  record Sum(SourceId source, long count, long bytes) {}
}
