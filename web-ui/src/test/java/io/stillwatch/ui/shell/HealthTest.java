// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.ui.ports.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void says_nothing_while_we_see_and_judge() {
    assertThat(of(List.of(source("a", "")), NOW.minusSeconds(60))).isEmpty();
    assertThat(of(List.of(), Instant.MIN)).isEmpty();
  }

  @Test
  void names_the_blind_source_and_its_problem() {
    var health = of(List.of(source("a", "Permission denied."), source("b", "")), NOW);
    assertThat(health.orElseThrow().headline()).isEqualTo("Blind: a since 2026-11-22 07:00.");
    assertThat(health.orElseThrow().detail()).isEqualTo("Permission denied.");
  }

  @Test
  void several_blind_sources_are_counted() {
    var blind = List.of(source("a", "x"), source("b", "x"), source("c", "x"), source("d", "x"));
    var health = of(blind, NOW).orElseThrow();
    assertThat(health.headline()).isEqualTo("4 sources are blind.");
    assertThat(health.detail()).startsWith("a, b, c and 1 more");
  }

  @Test
  void detection_that_lags_is_said() {
    var health = of(List.of(), NOW.minus(Duration.ofMinutes(134))).orElseThrow();
    assertThat(health.headline()).isEqualTo("Detection is 2 h 14 min behind.");
  }

  @Test
  void an_index_that_takes_nothing_is_said_with_its_reason() {
    var blocked = new Backlog(12, false, "index blocked", 0, List.of());
    var health = of(List.of(source("a", "x")), blocked, NOW).orElseThrow();
    assertThat(health.headline()).isEqualTo("Nothing can be stored.");
    assertThat(health.detail()).endsWith("index blocked");
  }

  @Test
  void a_spool_that_is_nearly_full_is_said_with_what_waits() {
    var full = new Backlog(900_000, true, "", 0, List.of());
    var health = of(List.of(), full, NOW).orElseThrow();
    assertThat(health.headline()).isEqualTo("The spool is nearly full.");
    assertThat(health.detail()).contains("900000 documents");
  }

  @Test
  void dead_letters_are_no_alarm() {
    assertThat(of(List.of(), new Backlog(0, false, "", 7, List.of()), NOW)).isEmpty();
  }

  private static Optional<Health> of(List<SourceState> sources, Instant judgedUntil) {
    return of(sources, Backlog.NONE, judgedUntil);
  }

  private static Optional<Health> of(
      List<SourceState> sources, Backlog backlog, Instant judgedUntil) {
    return Health.of(sources, backlog, judgedUntil, TIMES, HOUR);
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
