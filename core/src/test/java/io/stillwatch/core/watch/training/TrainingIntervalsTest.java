// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.anomaly.Lesson.Part;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.training.TrainingIntervals.TrainingInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingIntervalsTest {
  private static final Duration TURN = Duration.ofMinutes(5);
  private static final Instant FIRST = Sample.MONDAY;

  private static List<TrainingInterval> of(Duration past, int parts) {
    return TrainingIntervals.of(FIRST, FIRST.plus(past), TURN, parts, new Random(1));
  }

  @Test
  void a_short_past_is_read_whole_and_its_last_fifth_held_back() {
    var until = FIRST.plus(Duration.ofHours(5));
    var split = FIRST.plus(Duration.ofHours(4));
    assertThat(of(Duration.ofHours(5), 6))
        .containsExactly(
            new TrainingInterval(
                new Interval(FIRST, until),
                new Part(new Interval(FIRST, split), 1),
                new Part(new Interval(split, until), 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 30, 365})
  void of_a_long_past_the_same_amount_is_read_whatever_its_length(int days) {
    var stretches = of(Duration.ofDays(days), 4);
    assertThat(stretches).hasSize(6);
    assertThat(stretches)
        .allSatisfy(one ->
            assertThat(Duration.between(one.read().from(), one.read().until()))
                .isLessThanOrEqualTo(TURN.multipliedBy(96)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 365})
  void windows_that_teach_and_windows_that_test_do_not_mix(int days) {
    var split = FIRST.plus(Duration.ofDays(days).multipliedBy(4).dividedBy(5));
    for (var one : of(Duration.ofDays(days), 5)) {
      if (one.teaching().share() > 0)
        assertThat(one.teaching().ends().until()).isBeforeOrEqualTo(split);
      if (one.heldBack().share() > 0)
        assertThat(one.heldBack().ends().from()).isAfterOrEqualTo(split);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 365})
  void a_window_has_its_last_runs_before_it_or_all_that_there_are(int days) {
    for (var one : of(Duration.ofDays(days), 5)) {
      for (var part : List.of(one.teaching(), one.heldBack())) {
        if (part.share() == 0 || one.read().from().equals(FIRST)) continue;
        assertThat(Duration.between(one.read().from(), part.ends().from()))
            .isGreaterThanOrEqualTo(TURN.multipliedBy(TrainingIntervals.BEFORE));
      }
    }
  }

  @Test
  void the_shares_of_the_windows_add_up_to_one_of_each() {
    var stretches = of(Duration.ofDays(365), 5);
    assertThat(stretches.stream().mapToDouble(one -> one.teaching().share()).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(stretches.stream().mapToDouble(one -> one.heldBack().share()).sum())
        .isCloseTo(1, within(1e-9));
  }
}
