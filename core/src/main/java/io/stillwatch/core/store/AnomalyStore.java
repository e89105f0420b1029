// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Interval;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// What the detector scored.
public interface AnomalyStore {
  void putAnomalies(List<Anomaly> anomalies) throws StoreException;

  /// The anomalies of the given jobs in a half-open range that reach a score, by time.
  List<Anomaly> anomalies(Collection<String> jobs, Instant from, Instant until, double minScore)
      throws StoreException;

  /// One page of the anomalies of all jobs, by time.
  Page page(Instant from, Instant until, double minScore, String after, int size)
      throws StoreException;

  /// One page of the anomalies of all jobs, those that exceed what they need the most first.
  Page ranked(Instant from, Instant until, double minScore, String after, int size)
      throws StoreException;

  /// As the ranked page of all jobs, of some lanes only.
  Page ranked(AnomalyLanes.Some lanes, Interval during, double minScore, String after, int size)
      throws StoreException;

  /// The highest scores from `minScore` on in each bucket: of all, and of the `size` lanes with the
  /// highest score of all.
  AnomalyLanes lanes(AnomalyLanes.By by, AnomalyLanes.Span span, double minScore, int size)
      throws StoreException;

  /// A page, and where the next one begins; empty after the last one. [#START] is the first.
  record Page(List<Anomaly> anomalies, String next) {
    public static final String START = "";

    public Page {
      anomalies = List.copyOf(anomalies);
    }
  }
}
