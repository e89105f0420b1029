// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramBucketsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T00:00:00Z, 2026-11-22T01:00:00Z, 60,  PT1M",
    "2026-11-22T00:00:30Z, 2026-11-22T01:00:30Z, 60,  PT5M",
    "2026-11-22T00:00:00Z, 2026-11-22T00:00:01Z, 50,  PT1S",
    "2026-11-15T00:00:00Z, 2026-11-22T00:00:00Z, 100, PT3H",
    "2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, 60,  P7D",
    "1970-01-01T00:00:00Z, 9999-01-01T00:00:00Z, 50,  P99999D",
  })
  void uses_the_shortest_length_within_the_limit(
      Instant from, Instant until, int most, String length) {
    var expected =
        length.equals("P99999D") ? Duration.ofMillis(until.toEpochMilli()) : Duration.parse(length);
    assertThat(HistogramBuckets.over(from, until, most).length()).isEqualTo(expected);
  }
}
