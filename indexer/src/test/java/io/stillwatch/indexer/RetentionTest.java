// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.testkit.store.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
  @ParameterizedTest
  @CsvSource({
    "stillwatch-logs-cron.syslog-2026.11.20, 2026-11-21T00:00:00Z",
    "stillwatch-logs-cron.syslog-2026.12,    2027-01-01T00:00:00Z",
    "stillwatch-audit-2026,                  2027-01-01T00:00:00Z",
    "stillwatch-logs-odd-2026.13.01,         ",
    "stillwatch-logs-odd-2026.02.30,         ",
    "stillwatch-alerts,                      ",
  })
  void the_name_of_an_index_contains_the_end_of_its_period(String name, Instant end) {
    assertThat(Retention.end(name)).isEqualTo(Optional.ofNullable(end));
  }

  @Test
  void the_size_of_a_family_is_that_of_all_its_indices() throws Exception {
    try (var stores = RealElasticsearch.empty()) {
      assertThat(stores.sizes().families()).isEmpty();
      for (int day = 0; day < 3; day++) {
        var at = Samples.AT.minus(Duration.ofDays(day));
        stores
            .evidence()
            .append(List.of(Samples.line(day, new LogEvent.DaemonStarted("cron"), at, "up")));
      }
      stores.search().counts(); // refreshes
      assertThat(stores.sizes().families())
          .filteredOn(family -> family.name().equals("logs"))
          .singleElement()
          .satisfies(logs -> {
            assertThat(logs.documents()).isEqualTo(3);
            assertThat(logs.bytes()).isPositive();
            assertThat(logs.oldest()).isEqualTo("2026-11-18T00:00:00Z");
          });
      assertThat(stores.sizes().families())
          .filteredOn(family -> family.name().equals("state"))
          .allSatisfy(state -> assertThat(state.oldest()).isEqualTo(Instant.MIN));
    }
  }

  @Test
  void deletes_only_indices_whose_period_has_ended() throws Exception {
    try (var stores = RealElasticsearch.empty()) {
      for (int day = 0; day < 3; day++) {
        var at = Samples.AT.minus(Duration.ofDays(day));
        stores
            .evidence()
            .append(List.of(Samples.line(day, new LogEvent.DaemonStarted("cron"), at, "up")));
      }
      stores.evidence().append(List.of(Samples.listing("l")));
      var keepFrom = Instant.parse("2026-11-20T12:00:00Z");
      assertThat(stores.deleteBefore("logs", keepFrom))
          .containsExactlyInAnyOrder(
              "stillwatch-logs-cron.syslog-2026.11.18", "stillwatch-logs-cron.syslog-2026.11.19");
      assertThat(stores.deleteBefore("logs", keepFrom)).isEmpty();
      assertThat(stores.search().counts()).containsEntry("logs", 1L).containsEntry("snapshots", 1L);
    }
  }
}
