// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexNamesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-11-22T01:00:00Z, logs-2026.11.22",
    "DAY, 2026-08-25T02:00:00Z, logs-2026.08.25",
    "DAY, 2026-08-24T02:00:00Z, logs-2026.08",
    "DAY, 2024-12-31T23:59:59Z, logs-2024",
    "MONTH, 2026-11-22T01:00:00Z, logs-2026.11",
    "MONTH, 2026-11-23T01:00:00Z, logs-2026.11",
    "MONTH, 2025-01-01T00:00:00Z, logs-2025.01",
    "MONTH, 2024-12-31T23:59:59Z, logs-2024",
    "MONTH, 2017-03-01T00:00:00Z, logs-2017",
  })
  void older_events_share_wider_indices(IndexPeriod period, Instant at, String index) {
    assertThat(IndexNames.of(period, "logs", at, NOW)).isEqualTo(index);
  }

  @Test
  void a_sender_who_tells_all_months_of_thirty_years_makes_few_indices() {
    var names = new HashSet<String>();
    for (int month = 0; month < 363; month++) {
      var at = NOW.atOffset(ZoneOffset.UTC).minusMonths(month).toInstant();
      names.add(IndexNames.of(IndexPeriod.MONTH, "logs", IndexNames.plausible(at, NOW), NOW));
    }
    assertThat(names).hasSizeLessThan(35);
  }
}
