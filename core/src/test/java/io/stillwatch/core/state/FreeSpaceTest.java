// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
  private static final Instant MONDAY = Sample.MONDAY;

  private FreeSpace free = FreeSpace.UNKNOWN;

  private void measured(Instant at, Map<String, String> facts) {
    free = free.with(Sample.config(Host.rds("orders"), at, "", facts));
  }

  private void measured(int day, long bytes) {
    measured(MONDAY.plus(Duration.ofDays(day)), Map.of("storage.free", String.valueOf(bytes)));
  }

  @Test
  void without_a_measurement_nothing_is_predicted() {
    measured(MONDAY, Map.of("storage.allocated", "1000"));
    measured(MONDAY, Map.of("storage.free", "much"));
    assertThat(free.fullAt(10)).isEqualTo(Instant.MAX);
  }

  @Test
  void a_log_that_grows_fills_what_is_left() {
    measured(0, 1_000);
    assertThat(free.fullAt(100)).isEqualTo(MONDAY.plus(Duration.ofDays(10)));
  }

  @Test
  void other_data_that_fills_the_disk_counts_too() {
    measured(0, 1_000);
    measured(2, 600);
    assertThat(free.fullAt(100)).isEqualTo(MONDAY.plus(Duration.ofDays(5)));
  }

  @Test
  void space_that_was_freed_does_not_delay_what_grows() {
    measured(0, 1_000);
    measured(2, 2_000);
    assertThat(free.fullAt(1_000)).isEqualTo(MONDAY.plus(Duration.ofDays(4)));
  }

  @Test
  void the_far_future_is_not_predicted() {
    measured(0, 1L << 40);
    assertThat(free.fullAt(1)).isEqualTo(Instant.MAX);
    assertThat(free.fullAt(0)).isEqualTo(Instant.MAX);
  }

  @Test
  void frequent_measurements_take_no_more_room_than_hourly_ones() {
    for (int minute = 0; minute < 30 * 24 * 60; minute += 5)
      measured(MONDAY.plus(Duration.ofMinutes(minute)), Map.of("storage.free", "1000"));
    assertThat(free.measurements()).hasSizeLessThanOrEqualTo(7 * 24 + 2);
  }

  @Test
  void an_older_measurement_changes_nothing() {
    measured(2, 600);
    measured(0, 1_000);
    assertThat(free.measurements()).hasSize(1);
  }
}
