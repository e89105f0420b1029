// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The buckets of a histogram: a round duration, and at most the requested number of them.
record HistogramBuckets(Duration length) {
  private static final List<Duration> LENGTHS =
      Stream.of(
              "PT1S", "PT5S", "PT10S", "PT30S", "PT1M", "PT5M", "PT10M", "PT30M", "PT1H", "PT3H",
              "PT6H", "PT12H", "P1D", "P2D", "P7D", "P14D", "P30D", "P90D", "P365D", "P3650D")
          .map(Duration::parse)
          .toList();

  /// The shortest length with at most `most` buckets from `from` (inclusive) to `until`
  /// (exclusive).
  static HistogramBuckets over(Instant from, Instant until, int most) {
    for (var length : LENGTHS) {
      long millis = length.toMillis();
      long first = Math.floorDiv(from.toEpochMilli(), millis);
      long last = Math.floorDiv(until.toEpochMilli() - 1, millis);
      if (last - first + 1 <= most) return new HistogramBuckets(length);
    }
    return new HistogramBuckets(Duration.ofMillis(Math.max(1, until.toEpochMilli())));
  }

  /// The start of each bucket from `from` (inclusive) to `until` (exclusive).
  List<Instant> starts(Instant from, Instant until) {
    long millis = length.toMillis();
    long first = Math.floorDiv(from.toEpochMilli(), millis);
    long last = Math.floorDiv(until.toEpochMilli() - 1, millis);
    return LongStream.rangeClosed(first, last)
        .mapToObj(bucket -> Instant.ofEpochMilli(bucket * millis))
        .toList();
  }

  String interval() {
    return length.toSeconds() + "s";
  }
}
