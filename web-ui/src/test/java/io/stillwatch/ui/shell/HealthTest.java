// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void says_nothing_while_we_see_and_judge() {
    assertThat(Health.of(List.of(source("a", "")), NOW.minusSeconds(60), TIMES, HOUR)).isEmpty();
    assertThat(Health.of(List.of(), Instant.MIN, TIMES, HOUR)).isEmpty();
  }

  @Test
  void names_the_blind_source_and_its_problem() {
    var health =
        Health.of(List.of(source("a", "Permission denied."), source("b", "")), NOW, TIMES, HOUR);
    assertThat(health.orElseThrow().headline()).isEqualTo("Blind: a since 2026-11-22 07:00.");
    assertThat(health.orElseThrow().detail()).isEqualTo("Permission denied.");
  }

  @Test
  void several_blind_sources_are_counted() {
    var blind = List.of(source("a", "x"), source("b", "x"), source("c", "x"), source("d", "x"));
    var health = Health.of(blind, NOW, TIMES, HOUR).orElseThrow();
    assertThat(health.headline()).isEqualTo("4 sources are blind.");
    assertThat(health.detail()).startsWith("a, b, c and 1 more");
  }

  @Test
  void detection_that_lags_is_said() {
    var health =
        Health.of(List.of(), NOW.minus(Duration.ofMinutes(134)), TIMES, HOUR).orElseThrow();
    assertThat(health.headline()).isEqualTo("Detection is 2 h 14 min behind.");
  }

  private static SourceState source(String id, String problem) {
    return new SourceState(
        new SourceId(id),
        Host.server("web-1"),
        SourceState.Reports.LOG_LINES,
        NOW.minus(HOUR),
        NOW,
        problem);
  }
}
