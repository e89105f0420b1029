// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.job.JudgedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What was judged, by due time.
public interface VerdictStore {
  /// A later verdict on the same due time replaces the earlier one.
  void putVerdicts(List<JudgedRun> verdicts) throws StoreException;

  /// The verdicts of the given jobs that were due in a half-open range, by due time.
  List<JudgedRun> verdicts(Collection<String> jobs, Instant from, Instant until)
      throws StoreException;

  /// One page of the verdicts that match, by due time.
  Page page(VerdictFilter filter, String after, int size) throws StoreException;

  /// How many verdicts of each word the given jobs have that were due in a half-open range.
  Map<String, Long> counts(Collection<String> jobs, Instant from, Instant until)
      throws StoreException;

  /// How many verdicts of each word fall due in each bucket of a half-open range.
  List<Bucket> histogram(Instant from, Instant until, Duration bucket) throws StoreException;

  /// Which verdicts are wanted; an empty job or word matches all.
  record VerdictFilter(String job, String word, Instant from, Instant until) {}

  record Bucket(Instant from, Map<String, Long> counts) {
    public Bucket {
      counts = Map.copyOf(counts);
    }
  }

  /// A page, and where the next one begins; empty after the last one. [#START] is the first.
  record Page(List<JudgedRun> verdicts, String next) {
    public static final String START = "";

    public Page {
      verdicts = List.copyOf(verdicts);
    }
  }
}
