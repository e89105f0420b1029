// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.ChangedLines.Vanished;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.pattern.PatternHistory.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VanishedPatternsTest {
  private static final Instant LAST_GOOD = Instant.parse("2026-11-12T02:00:00Z");
  private static final Onset ONSET =
      new Onset(
          Host.server("ops-1"),
          LAST_GOOD,
          LAST_GOOD.plus(Duration.ofHours(30)),
          Duration.ofDays(1),
          Set.of("rotate"));
  private static final Instant NOW = LAST_GOOD.plus(Duration.ofDays(3));
  private static final Sighting GOES_ON = daily("cron: busy", 25, 3);

  @Test
  void a_daily_line_that_has_not_come_for_two_days_has_vanished() {
    assertThat(vanished(GOES_ON, daily("pg_dump: finished in <*> s", 20, 0)))
        .containsExactly(
            new Vanished(
                "pg_dump: finished in <*> s",
                Duration.ofDays(1),
                LAST_GOOD.plus(Duration.ofMinutes(5))));
  }

  @Test
  void rule_1_it_was_seen_at_least_four_times_and_not_only_in_a_burst() {
    assertThat(vanished(GOES_ON, days("weekly", -21, -14, -7))).isEmpty();
    assertThat(vanished(GOES_ON, days("burst", -4, -3, -2, -1, 0))).isEmpty();
    assertThat(vanished(GOES_ON, days("every fifth day", -20, -15, -10, -5, 0))).isEmpty();
    assertThat(vanished(GOES_ON, daily("daily", 13, 0))).hasSize(1);
  }

  @Test
  void rule_2_it_was_last_seen_about_when_the_job_stopped() {
    assertThat(vanished(GOES_ON, daily("long gone", 25, -5))).isEmpty();
    assertThat(vanished(GOES_ON, daily("one day before", 20, -1))).hasSize(1);
  }

  @Test
  void rule_3_a_source_that_has_stopped_itself_says_nothing() {
    var line = daily("pg_dump: finished in <*> s", 20, 0);
    assertThat(vanished(line)).isEmpty();
    assertThat(vanished(line, daily("cron: busy", 20, 1))).isEmpty();
    var other = daily("cron: busy", 25, 3);
    var elsewhere =
        new Sighting(other.pattern(), "file:other", other.first(), other.last(), 25, other.slots());
    assertThat(vanished(line, elsewhere)).isEmpty();
  }

  @Test
  void rule_3_the_silence_is_longer_than_a_weekend_that_is_usual() {
    var weekdays =
        days("report: sent", -23, -20, -19, -18, -17, -16, -13, -12, -11, -10, -9, -6, 0);
    assertThat(vanished(GOES_ON, weekdays)).isEmpty();
  }

  @Test
  void rule_4_the_start_of_a_command_is_told_by_its_job() {
    assertThat(vanished(GOES_ON, daily("CRON: (root) CMD (rotate)", 20, 0))).isEmpty();
  }

  @Test
  void rule_5_what_names_the_job_comes_first_and_no_more_than_three_are_told() {
    assertThat(
            vanished(
                GOES_ON,
                daily("a: done", 24, 0),
                daily("b: done", 20, 0),
                daily("c: done", 18, 0),
                daily("d: rotate done", 15, 0)))
        .extracting(Vanished::pattern)
        .containsExactly("d: rotate done", "a: done", "b: done");
  }

  private static List<Vanished> vanished(Sighting... sightings) {
    var history = new PatternHistory(List.of(sightings), true);
    return VanishedPatterns.of(history, ONSET, ONSET.question(NOW));
  }

  /// Each day for so many days, the last time so many days after the last good run.
  private static Sighting daily(String pattern, int days, int last) {
    return days(pattern, IntStream.rangeClosed(last - days, last).toArray());
  }

  private static Sighting days(String pattern, int... days) {
    var question = ONSET.question(NOW);
    var seen =
        IntStream.of(days)
            .mapToObj(day -> LAST_GOOD.plus(Duration.ofDays(day)).plusSeconds(300))
            .toList();
    var slots =
        seen.stream()
            .filter(at -> !at.isBefore(question.slotsFrom()))
            .map(question::slotOf)
            .toList();
    return new Sighting(
        pattern, "file:syslog", seen.getFirst(), seen.getLast(), seen.size(), slots);
  }
}
