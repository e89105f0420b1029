// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.watch.stoppage.BlindSources;
import io.stillwatch.ui.ports.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    assertThat(health.getFirst().headline()).isEqualTo("Blind: a since 2026-11-22 07:00.");
    assertThat(health.getFirst().detail()).isEqualTo("Permission denied.");
  }

  @Test
  void several_blind_sources_are_counted() {
    var blind = List.of(source("a", "x"), source("b", "x"), source("c", "x"), source("d", "x"));
    var health = of(blind, NOW).getFirst();
    assertThat(health.headline()).isEqualTo("4 sources are blind.");
    assertThat(health.detail()).startsWith("a, b, c and 1 more");
  }

  @Test
  void detection_that_lags_is_said() {
    var health = of(List.of(), NOW.minus(Duration.ofMinutes(134))).getFirst();
    assertThat(health.headline()).isEqualTo("Detection is 2 h 14 min behind.");
  }

  @Test
  void an_index_that_takes_nothing_is_said_with_its_reason_beside_a_blind_source() {
    var blocked = new Backlog(12, "", "index blocked");
    var all = of(List.of(source("a", "x")), blocked, NOW);
    assertThat(all)
        .extracting(Health::headline)
        .containsExactly("Blind: a since 2026-11-22 07:00.", "Something cannot be stored.");
    assertThat(all.getLast().detail()).endsWith("index blocked");
  }

  @Test
  void why_sources_are_paused_is_said() {
    var full = new Backlog(900_000, "The disk of the spool is nearly full: free some space.", "");
    var health = of(List.of(), full, NOW).getFirst();
    assertThat(health.headline()).contains("free some space");
    assertThat(health.detail()).contains("paused", "nothing is thrown away");
  }

  @Test
  void a_part_that_does_not_do_its_work_is_said_with_what_follows() {
    var ill = List.of(ailment("the last turn ended 200 s ago"));
    var health = of(List.of(), ill, Backlog.NONE, NOW).getFirst();
    assertThat(health.headline())
        .isEqualTo("Stillwatch itself: watch: the last turn ended 200 s ago.");
    assertThat(health.detail()).isEqualTo("No run is judged meanwhile.");
    assertThat(health.page()).isEqualTo(Health.Page.SYSTEM);
  }

  @Test
  void what_pauses_the_sources_is_said_once() {
    var full = "The disk of the spool is nearly full: free some space.";
    assertThat(of(List.of(), List.of(ailment(full)), new Backlog(9, full, ""), NOW)).hasSize(1);
  }

  @Test
  void a_lag_is_not_said_beside_what_causes_it() {
    var blocked = new Backlog(12, "", "index blocked");
    assertThat(of(List.of(), blocked, NOW.minus(Duration.ofDays(1)))).hasSize(1);
  }

  private static List<Health> of(List<SourceState> sources, Instant judgedUntil) {
    return of(sources, Backlog.NONE, judgedUntil);
  }

  private static List<Health> of(List<SourceState> sources, Backlog backlog, Instant judgedUntil) {
    return of(sources, List.of(), backlog, judgedUntil);
  }

  private static List<Health> of(
      List<SourceState> sources, List<Ailment> ailments, Backlog backlog, Instant judgedUntil) {
    var blind =
        BlindSources.of(sources.stream().map(CollectorState::exclusive).toList(), NOW, HOUR);
    return Health.of(new Health.Signs(blind, ailments, backlog, judgedUntil), TIMES, HOUR);
  }

  private static Ailment ailment(String problem) {
    return new Ailment(
        "watch", Severity.CRITICAL, problem, "No run is judged meanwhile.", "Read the log.");
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
