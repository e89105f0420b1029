// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.Reporter;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.stoppage.BlindSources.Blind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BlindSourcesTest {
  private static final Instant NOW = Sample.day(3);
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a source that is read is not blind, 0, 0, '', LISTINGS, ''",
    "nor one that was read nine minutes ago, 9, 9, '', LISTINGS, ''",
    "nor one that is stored 59 minutes late, 0, 59, '', LISTINGS, ''",
    "one that reports a problem is, 0, 5, AccessDenied, LISTINGS, AccessDenied",
    "one that is stored 61 minutes late is, 0, 61, '', LISTINGS, is not stored yet",
    "a configuration is read rarely, 0, 600, '', CONFIGURATION, ''",
    "one that no collector reports any more is, 11, 11, '', LISTINGS, no collector",
    "that counts more than its last problem, 11, 11, AccessDenied, LISTINGS, no collector"
  })
  void a_source_is_blind_if_nothing_is_seen_through_it(
      String what, long reported, long polled, String problem, Reports reports, String expected) {
    var state = state("a", minutes(polled), problem, reports);
    var blind = BlindSources.of(List.of(reported(state, minutes(reported))), NOW, HOUR);
    assertThat(blind).hasSize(expected.isEmpty() ? 0 : 1);
    assertThat(blind).allSatisfy(one -> assertThat(one.problem()).contains(expected));
  }

  static Stream<Arguments> groups() {
    return Stream.of(
        arguments("another host, the same refusal", "refused: web-a", "refused: web-b", 0, true),
        arguments("other numbers", "timed out after 3 s", "timed out after 9 s", 0, true),
        arguments("half an hour later", "refused", "refused", 30, true),
        arguments("an hour later", "refused", "refused", 60, false),
        arguments("another problem", "refused", "no such file", 0, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void sources_fail_together_if_problem_and_time_are_alike(
      String what, String one, String other, long later, boolean together) {
    var blind =
        BlindSources.of(
            List.of(
                reported(state("a", minutes(120), one, Reports.LISTINGS), NOW),
                reported(state("b", minutes(120 - later), other, Reports.LISTINGS), NOW)),
            NOW,
            HOUR);
    assertThat(blind).hasSize(2);
    assertThat(blind.stream().map(Blind::group).distinct().count()).isEqualTo(together ? 1 : 2);
  }

  @Test
  void a_source_that_never_worked_is_blind_since_it_was_tried() {
    var state =
        new SourceState(
            new SourceId("rds:a"), Host.rds("a"), Reports.LISTINGS, Instant.MIN, NOW, "refused");
    var blind = BlindSources.of(List.of(reported(state, NOW)), NOW, HOUR).getFirst();
    assertThat(blind.since()).isEqualTo(NOW);
    assertThat(blind.stoppage(List.of()).everSeen()).isFalse();
  }

  private static Instant minutes(long ago) {
    return NOW.minus(Duration.ofMinutes(ago));
  }

  private static SourceState state(String name, Instant at, String problem, Reports reports) {
    return new SourceState(
        new SourceId("file:web-" + name), Host.server("web-" + name), reports, at, at, problem);
  }

  private static CollectorState reported(SourceState state, Instant at) {
    return new CollectorState(
        state, CollectionMode.EXCLUSIVE, new Reporter("c", Instant.EPOCH, at));
  }
}
