// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.ChangedLines.Appeared;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.pattern.PatternHistory.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewPatternsTest {
  private static final Instant LAST_GOOD = Instant.parse("2026-11-12T02:00:00Z");
  private static final Instant MISS = LAST_GOOD.plus(Duration.ofDays(1));
  private static final Onset ONSET =
      new Onset(
          Host.server("ops-1"),
          LAST_GOOD,
          MISS.plus(Duration.ofHours(6)),
          Duration.ofDays(1),
          Set.of("rotate"));
  private static final Sighting OLD = seen("cron: (root) CMD (run)", -40, 900);

  @Test
  void rule_1_of_a_host_with_more_patterns_than_are_counted_none_is_new() {
    var all = List.of(OLD, seen("rotate: done", 1, 4));
    assertThat(NewPatterns.of(new PatternHistory(all, true), ONSET)).hasSize(1);
    assertThat(NewPatterns.of(new PatternHistory(all, false), ONSET)).isEmpty();
  }

  @Test
  void rule_2_a_source_must_be_known_for_a_week() {
    assertThat(appeared(seen("cron: CMD", -6, 40), seen("rotate: done", 1, 4))).isEmpty();
    assertThat(appeared(seen("cron: CMD", -8, 40), seen("rotate: done", 1, 4))).hasSize(1);
  }

  @Test
  void rule_2_all_lines_of_a_source_that_was_added_are_new_and_none_is_news() {
    var added = new Sighting("app: started", "file:app", at(1), at(2), 9, List.of());
    assertThat(appeared(OLD, added)).isEmpty();
  }

  @Test
  void rule_2_three_times_the_onset_must_be_known() {
    var monthly = new Onset(ONSET.host(), at(-30), at(0), Duration.ofDays(30), Set.of());
    var history = new PatternHistory(List.of(seen("cron: CMD", -100, 9), seen("new", -5, 1)), true);
    assertThat(NewPatterns.of(history, monthly)).isEmpty();
    history = new PatternHistory(List.of(seen("cron: CMD", -121, 9), seen("new", -5, 1)), true);
    assertThat(NewPatterns.of(history, monthly)).hasSize(1);
  }

  @Test
  void rule_3_new_is_what_came_first_between_the_last_good_run_and_soon_after_the_first_miss() {
    assertThat(appeared(OLD, seen("before", -1, 4))).isEmpty();
    assertThat(appeared(OLD, seen("at the last good run", 0, 4))).hasSize(1);
    assertThat(appeared(OLD, seen("days later", 3, 4))).isEmpty();
  }

  @Test
  void rule_4_a_new_pattern_each_day_is_not_news_and_another_program_is_judged_by_itself() {
    var all = new ArrayList<>(List.of(OLD, seen("rotate: started", -40, 40)));
    IntStream.range(-30, 2).forEach(day -> all.add(seen("app: word" + letters(day), day, 1)));
    all.add(seen("rotate: broken", 1, 1));
    assertThat(patterns(appeared(all.toArray(Sighting[]::new)))).containsExactly("rotate: broken");
  }

  @Test
  void rule_4_a_new_program_each_day_is_not_news_either() {
    var all = new ArrayList<>(List.of(OLD));
    IntStream.range(-30, 2).forEach(day -> all.add(seen("run" + letters(day) + ": done", day, 1)));
    assertThat(appeared(all.toArray(Sighting[]::new))).isEmpty();
  }

  @Test
  void rule_5_a_further_value_of_a_word_that_varies_is_not_news_but_an_error_is() {
    var ann = seen("su: session of ann ended", -30, 4);
    var bob = seen("su: session of bob ended", -30, 4);
    var eve = seen("su: session of eve ended", -30, 4);
    assertThat(appeared(OLD, ann, bob, seen("su: session of dan ended", 1, 1))).hasSize(1);
    assertThat(appeared(OLD, ann, bob, eve, seen("su: session of dan ended", 1, 1))).isEmpty();
    assertThat(appeared(OLD, ann, bob, eve, seen("su: session of failed ended", 1, 1))).hasSize(1);
  }

  @Test
  void rule_6_errors_come_first_then_what_names_the_job_then_what_came_more_often() {
    assertThat(
            patterns(
                appeared(
                    OLD,
                    seen("a: seldom", 1, 1),
                    seen("b: often", 1, 9),
                    seen("c: rotate it", 1, 1),
                    seen("d: Permission denied", 1, 1))))
        .containsExactly("d: Permission denied", "c: rotate it", "b: often");
  }

  private static List<Appeared> appeared(Sighting... sightings) {
    return NewPatterns.of(new PatternHistory(List.of(sightings), true), ONSET);
  }

  private static List<String> patterns(List<Appeared> appeared) {
    return appeared.stream().map(Appeared::pattern).toList();
  }

  private static Sighting seen(String pattern, int day, long count) {
    return new Sighting(pattern, "file:syslog", at(day), at(9), count, List.of());
  }

  /// Days from the last good run.
  private static Instant at(int day) {
    return LAST_GOOD.plus(Duration.ofDays(day));
  }

  /// A different word each day, of which no three differ in one word only.
  private static String letters(int day) {
    int number = day + 40;
    return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26) + " " + "x".repeat(number);
  }
}
