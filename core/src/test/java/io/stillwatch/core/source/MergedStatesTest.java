// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

import static io.stillwatch.core.source.CollectionMode.EXCLUSIVE;
import static io.stillwatch.core.source.CollectionMode.PULLED;
import static io.stillwatch.core.source.CollectionMode.PUSHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is claimed of a source that several collectors report.
class MergedStatesTest {
  private static final Instant T = Instant.parse("2026-01-15T10:00:00Z");

  /// A report that one collector makes at a minute, with all times in minutes after `T`.
  private record Report(CollectionMode mode, String collector, int since, int at) {
    CollectorState state(int complete, int newest, int polled, String problem) {
      var state =
          new SourceState(
              new SourceId("source"),
              Host.server("web-1"),
              SourceState.Reports.LOG_LINES,
              minute(complete),
              minute(newest),
              minute(polled),
              problem);
      return new CollectorState(state, mode, new Reporter(collector, minute(since), minute(at)));
    }

    CollectorState completeUntil(int minute) {
      return state(minute, minute, at, "");
    }

    CollectorState blindSince(int minute, String problem) {
      return state(minute, minute, at, problem);
    }
  }

  private static Instant minute(int number) {
    return T.plus(Duration.ofMinutes(number));
  }

  private static SourceState merged(CollectorState... reported) {
    var merged = MergedStates.of(Arrays.asList(reported));
    assertThat(MergedStates.of(Arrays.asList(reported).reversed())).isEqualTo(merged);
    assertThat(merged).singleElement();
    return merged.getFirst();
  }

  private static Report report(CollectionMode mode, String collector, int since, int at) {
    return new Report(mode, collector, since, at);
  }

  @Test
  void the_only_report_is_the_state_whatever_the_mode() {
    for (var mode : CollectionMode.values()) {
      var seen = report(mode, "a", 0, 60).state(50, 49, 58, "");
      var blind = report(mode, "a", 0, 60).state(50, 49, 58, "denied");
      assertThat(merged(seen)).isEqualTo(seen.state());
      assertThat(merged(blind)).isEqualTo(blind.state());
    }
  }

  @Test
  void sources_are_not_mixed() {
    var one = report(PULLED, "a", 0, 60).completeUntil(50);
    var other =
        new CollectorState(
            new SourceState(
                new SourceId("other"),
                Host.server("web-2"),
                SourceState.Reports.LISTINGS,
                T,
                T,
                ""),
            PULLED,
            one.reporter());
    assertThat(MergedStates.of(List.of(one, other))).containsExactly(one.state(), other.state());
  }

  @Test
  void pushed_evidence_is_complete_up_to_the_newest_of_any_collector() {
    var a = report(PUSHED, "a", 0, 60).completeUntil(40);
    var b = report(PUSHED, "b", 0, 60).completeUntil(55);
    assertThat(merged(a, b).completeUntil()).isEqualTo(minute(55));
    assertThat(merged(a, b).newestRecord()).isEqualTo(minute(55));
  }

  @Test
  void pushed_evidence_is_not_complete_past_what_a_live_collector_has_stored() {
    var a = report(PUSHED, "a", 0, 60).state(40, 40, 45, "");
    var b = report(PUSHED, "b", 0, 60).completeUntil(55);
    assertThat(merged(a, b).completeUntil()).isEqualTo(minute(45));
    assertThat(merged(a, b).polledAt()).isEqualTo(minute(45));
  }

  @Test
  void a_pushing_host_is_blind_only_if_it_is_quiet_for_all_live_collectors() {
    var a = report(PUSHED, "a", 0, 60).blindSince(10, "quiet since 10");
    var b = report(PUSHED, "b", 0, 60).blindSince(30, "quiet since 30");
    var seeing = report(PUSHED, "c", 0, 60).completeUntil(58);
    var gone = report(PUSHED, "c", 0, 54).completeUntil(53);
    assertThat(merged(a, b).problem()).isEqualTo("quiet since 30");
    assertThat(merged(a, b, seeing).blind()).isFalse();
    assertThat(merged(a, b, gone).problem()).isEqualTo("quiet since 30");
  }

  @Test
  void pulled_evidence_is_complete_up_to_the_slowest_live_collector() {
    var a = report(PULLED, "a", 0, 60).completeUntil(59);
    var slow = report(PULLED, "b", 0, 60).completeUntil(30);
    var gone = report(PULLED, "b", 0, 54).completeUntil(30);
    assertThat(merged(a, slow).completeUntil()).isEqualTo(minute(30));
    assertThat(merged(a, slow).newestRecord()).isEqualTo(minute(59));
    assertThat(merged(a, gone).completeUntil()).isEqualTo(minute(59));
  }

  @Test
  void a_pulled_source_is_blind_if_any_live_collector_is() {
    var a = report(PULLED, "a", 0, 60).completeUntil(59);
    var blind = report(PULLED, "b", 0, 60).blindSince(30, "denied");
    var gone = report(PULLED, "b", 0, 54).blindSince(30, "denied");
    assertThat(merged(a, blind).problem()).isEqualTo("denied");
    assertThat(merged(a, gone).blind()).isFalse();
  }

  @Test
  void the_latest_report_of_an_exclusive_source_counts() {
    var before = report(EXCLUSIVE, "a", 0, 50).blindSince(45, "denied");
    var now = report(EXCLUSIVE, "b", 0, 51).completeUntil(20);
    assertThat(merged(before, now)).isEqualTo(now.state());
  }

  @Test
  void a_collector_is_gone_after_five_minutes_in_which_another_one_reported() {
    var a = report(PULLED, "a", 0, 60).completeUntil(59);
    var silentForFive = report(PULLED, "b", 0, 55).completeUntil(30);
    var silentForSix = report(PULLED, "b", 0, 54).completeUntil(30);
    assertThat(merged(a, silentForFive).completeUntil()).isEqualTo(minute(30));
    assertThat(merged(a, silentForSix).completeUntil()).isEqualTo(minute(59));
  }

  @Test
  void time_in_which_the_other_could_not_report_either_does_not_count() {
    var silent = report(PULLED, "b", 0, 10).completeUntil(9);
    var backForFive = report(PULLED, "a", 55, 60).completeUntil(59);
    var backForSix = report(PULLED, "a", 54, 60).completeUntil(59);
    assertThat(merged(backForFive, silent).completeUntil()).isEqualTo(minute(9));
    assertThat(merged(backForSix, silent).completeUntil()).isEqualTo(minute(59));
  }

  @Test
  void a_state_is_obsolete_after_a_day_if_another_collector_claims_as_much() {
    int day = 24 * 60;
    var old = report(PULLED, "a", 0, 10).completeUntil(9);
    assertThat(obsolete(old, report(PULLED, "b", day, day + 11).completeUntil(9)))
        .containsExactly(old);
    assertThat(obsolete(old, report(PULLED, "b", 0, day + 10).completeUntil(9))).isEmpty();
    assertThat(obsolete(old, report(PULLED, "b", 0, day + 11).completeUntil(8))).isEmpty();
    assertThat(obsolete(old)).isEmpty();
  }

  private static List<CollectorState> obsolete(CollectorState... reported) {
    return MergedStates.obsolete(Arrays.asList(reported));
  }
}
