// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
  private static final Instant MONDAY = Instant.parse("2026-01-12T00:00:00Z");
  private final FreeSpace free = new FreeSpace();

  private void note(Instant at, Map<String, String> facts) {
    free.note(
        new HostConfig(
            "id",
            new SourceId("facts"),
            Host.rds("orders"),
            at,
            new Platform(Platform.Dialect.DEBIAN, ZoneOffset.UTC, "", facts),
            List.of(),
            new HostConfig.Accounts(List.of(), false),
            HostConfig.Disk.UNKNOWN));
  }

  private void note(int day, long bytes) {
    note(MONDAY.plus(Duration.ofDays(day)), Map.of("storage.free", String.valueOf(bytes)));
  }

  @Test
  void nobody_can_tell_without_a_figure() {
    note(MONDAY, Map.of("storage.allocated", "1000"));
    note(MONDAY, Map.of("storage.free", "much"));
    assertThat(free.fullAt(10)).isEqualTo(Instant.MAX);
  }

  @Test
  void a_log_that_grows_fills_what_is_left() {
    note(0, 1_000);
    assertThat(free.fullAt(100)).isEqualTo(MONDAY.plus(Duration.ofDays(10)));
  }

  @Test
  void what_else_fills_the_disk_counts_too() {
    note(0, 1_000);
    note(2, 600);
    assertThat(free.fullAt(100)).isEqualTo(MONDAY.plus(Duration.ofDays(5)));
  }

  @Test
  void room_that_was_won_does_not_delay_what_grows() {
    note(0, 1_000);
    note(2, 2_000);
    assertThat(free.fullAt(1_000)).isEqualTo(MONDAY.plus(Duration.ofDays(4)));
  }

  @Test
  void the_far_future_is_not_foretold() {
    note(0, 1L << 40);
    assertThat(free.fullAt(1)).isEqualTo(Instant.MAX);
    assertThat(free.fullAt(0)).isEqualTo(Instant.MAX);
  }
}
