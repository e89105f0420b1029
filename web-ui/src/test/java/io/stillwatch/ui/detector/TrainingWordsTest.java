// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.anomaly.TrainingState.Running;
import io.stillwatch.core.anomaly.TrainingState.Survey;
import io.stillwatch.core.store.TrainingStore.Requests;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final Instant SINCE = Instant.parse("2026-11-10T00:00:00Z");
  private static final Instant NEXT = Instant.parse("2026-12-01T00:00:00Z");
  private static final Times TIMES = new Times(NOW, ZoneId.of("UTC"));

  private static TrainingState surveyed(int jobs, int ripe, int frozen) {
    return TrainingState.NONE.with(new Survey(NOW, SINCE, jobs, ripe, frozen, NEXT));
  }

  @Test
  void without_evidence_evidence_is_missing() {
    var survey = new Survey(NOW, Instant.MAX, 0, 0, 0, Instant.MAX);
    assertThat(TrainingWords.needs(TrainingState.NONE.with(survey), TIMES))
        .containsExactly("Missing: evidence. Nothing was seen of any host yet.");
  }

  @Test
  void jobs_with_too_few_runs_are_missing() {
    assertThat(TrainingWords.needs(surveyed(9, 0, 0), TIMES))
        .containsExactly(
            "There is evidence since 2026-11-10 00:00.",
            "Missing: 0 of 9 jobs have the 10 runs that a job needs to teach.",
            "A model needs 100 windows of their past to train on, and 25 to test with.",
            "The next training begins by itself in 8 d 15 h, at 2026-12-01 00:00.");
  }

  @Test
  void windows_that_were_missing_at_the_last_training_are_named() {
    var why = "From 1 job came 40 windows to train on and 9 to test with; 100 and 25 are needed.";
    var attempt =
        new TrainingAttempt(NOW, Duration.ZERO, TrainingAttempt.Result.TOO_LITTLE, "", why);
    var state = surveyed(9, 3, 1).ended(attempt, Optional.empty());
    assertThat(TrainingWords.needs(state, TIMES))
        .contains(
            "3 of 9 jobs have the 10 runs that a job needs to teach; 1 of them has an open alert"
                + " and teaches nothing.",
            "Missing: windows. " + why);
  }

  @Test
  void with_a_model_nothing_is_missing() {
    var card = new ModelCard("m", NOW, NOW, NOW, 1, 1, TrainingCourse.of(1, 1));
    var state = surveyed(9, 8, 0).with(Optional.of(card));
    assertThat(TrainingWords.needs(state, TIMES)).noneMatch(need -> need.startsWith("Missing"));
  }

  @Test
  void a_training_tells_its_epoch_and_a_request_that_it_waits() {
    var reading = TrainingState.NONE.with(new Running(NOW, 0, 0, 0));
    assertThat(TrainingWords.now(reading, Requests.NONE, TIMES))
        .isEqualTo("Training since 2026-11-22 09:00: the past is being read.");
    var epoch = TrainingState.NONE.with(new Running(NOW, 3, 24, 0.03125));
    assertThat(TrainingWords.now(epoch, Requests.NONE, TIMES))
        .isEqualTo("Training since 2026-11-22 09:00: epoch 3 of 24, validation loss 0.0313.");
    assertThat(TrainingWords.now(epoch, new Requests(Instant.EPOCH, NOW, Optional.empty()), TIMES))
        .isEqualTo(
            "Training since 2026-11-22 09:00: cancelled; it ends after this epoch, and the model"
                + " before stays.");
    var asked = new Requests(NOW, Instant.EPOCH, Optional.empty());
    assertThat(TrainingWords.now(TrainingState.NONE, asked, TIMES)).contains("was asked for");
    assertThat(TrainingWords.now(TrainingState.NONE.answered(NOW), asked, TIMES))
        .isEqualTo("No training is going on.");
  }
}
