// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.TrainingState.Survey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a training goes, as it is stored.
class TrainingStateTest {
  private static final Instant AT = Instant.parse("2026-11-20T02:30:00Z");
  private static final Instant NEXT = AT.plus(Duration.ofDays(1));
  private static final Survey SURVEY = new Survey(AT, AT, 9, 7, 1, NEXT);

  @Test
  void a_survey_repeats_another_one_if_only_its_time_differs() {
    assertThat(new Survey(NEXT, AT, 9, 7, 1, NEXT).repeats(SURVEY)).isTrue();
    var others =
        List.of(
            new Survey(NEXT, NEXT, 9, 7, 1, NEXT),
            new Survey(NEXT, AT, 8, 7, 1, NEXT),
            new Survey(NEXT, AT, 9, 6, 1, NEXT),
            new Survey(NEXT, AT, 9, 7, 0, NEXT),
            new Survey(NEXT, AT, 9, 7, 1, AT));
    assertThat(others).noneMatch(other -> other.repeats(SURVEY));
  }

  @Test
  void the_last_ten_attempts_are_kept_and_nothing_goes_on_after_one() {
    var state = TrainingState.NONE.with(new TrainingState.Running(AT, 1, 24, 0.5));
    for (int i = 0; i < 12; i++) state = state.ended(attempt(AT.plusSeconds(i)), state.model());
    assertThat(state.running()).isEmpty();
    assertThat(state.attempts()).hasSize(10);
    assertThat(state.last()).contains(attempt(AT.plusSeconds(11)));
  }

  @Test
  void what_an_earlier_process_was_doing_is_over() {
    var state = TrainingState.NONE.with(SURVEY).with(new TrainingState.Running(AT, 1, 24, 0.5));
    assertThat(state.idle()).isEqualTo(TrainingState.NONE.with(SURVEY));
  }

  private static TrainingAttempt attempt(Instant at) {
    return TrainingAttempt.of(at, Duration.ofSeconds(1), new TrainingOutcome.Cancelled());
  }
}
