// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.fleet.AlertQuality.Month;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class AlertQualityReportTest {
  private static final Instant NOW = Samples.NOW;

  private final InMemoryStores stores = InMemoryStores.empty();
  private final AlertQualityReport.Reader reader = new AlertQualityReport.Reader();

  /// An alert that began then and is still open.
  private void began(String id, Instant at) throws Exception {
    var job = Samples.daily(id, "ops-1");
    Alert alert = Samples.alert(id, Samples.stoppage(job, at.minus(Duration.ofDays(1)), 50));
    stores.alerts().save(alert, Versioned.Version.NEW);
  }

  private AlertQualityReport read(Instant now) throws Exception {
    return reader.read(stores.alerts(), stores.labels(), now);
  }

  @Test
  void the_oldest_month_is_whole_and_each_alert_counts_in_the_month_in_which_it_began()
      throws Exception {
    began("before", Instant.parse("2025-11-30T23:59:59Z"));
    began("first", Instant.parse("2025-12-01T00:00:00Z"));
    began("end", Instant.parse("2026-10-31T23:59:59Z"));
    began("present", Instant.parse("2026-11-01T00:00:00Z"));
    var report = read(NOW);
    assertThat(report.months())
        .extracting(Month::month)
        .containsExactly(YearMonth.of(2026, 11), YearMonth.of(2026, 10), YearMonth.of(2025, 12));
    assertThat(report.months()).extracting(Month::alerts).containsExactly(1, 1, 1);
    assertThat(report.cut()).isEmpty();
  }

  @Test
  void a_month_with_more_alerts_than_are_read_is_marked() throws Exception {
    var october = Instant.parse("2026-10-05T00:00:00Z");
    for (int i = 0; i <= AlertQualityReport.MOST_OF_A_MONTH; i++)
      began("a" + i, october.plusSeconds(i));
    began("present", Instant.parse("2026-11-05T00:00:00Z"));
    var report = read(NOW);
    assertThat(report.cut()).containsExactly(YearMonth.of(2026, 10));
    assertThat(report.months().getLast().alerts()).isEqualTo(AlertQualityReport.MOST_OF_A_MONTH);
  }

  @Test
  void it_is_read_again_after_five_minutes_and_after_the_clock_went_back() throws Exception {
    var empty = read(NOW);
    began("new", NOW.minus(Duration.ofDays(2)));
    assertThat(read(NOW.plus(Duration.ofSeconds(299)))).isSameAs(empty);
    assertThat(read(NOW.minusSeconds(1)).months()).hasSize(1);
    began("newer", NOW.minus(Duration.ofDays(1)));
    assertThat(read(NOW.plus(Duration.ofMinutes(5))).months().getFirst().alerts()).isEqualTo(2);
  }
}
