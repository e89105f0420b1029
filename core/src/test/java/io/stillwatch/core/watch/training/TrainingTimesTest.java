// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingAttempt.Result;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.WatchSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingTimesTest {
  /// After 21 days of evidence, and then every day.
  private static final WatchSettings SETTINGS = WatchSettings.DEFAULTS;

  private static Instant next(Instant since, String trainedOn, String result, String attemptOn) {
    var card = new ModelCard("m", Sample.MONDAY, since, since, 1, 1, TrainingCourse.of(1, 1));
    Optional<ModelCard> model =
        trainedOn.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ModelCard("m", day(trainedOn), card.from(), card.until(), 1, 1, card.course()));
    Optional<TrainingAttempt> last =
        result.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new TrainingAttempt(
                    day(attemptOn), Duration.ofMinutes(2), Result.valueOf(result), "", ""));
    return TrainingTimes.next(since, model, last, SETTINGS);
  }

  private static Instant day(String day) {
    return Sample.day(Double.parseDouble(day));
  }

  @ParameterizedTest
  @CsvSource({
    // model of day, result of the last attempt, its day, next on day
    "'', '', '', 21",
    "22, '', '', 23",
    "22, IN_USE, 22, 23",
    "22, REFUSED, 24, 25",
    "'', TOO_LITTLE, 21, 22",
    "22, CANCELLED, 24.5, 25.5",
    "'', IN_USE, 5, 21",
    "'', IN_USE, 24, 24",
  })
  void the_next_training_is_a_day_after_the_last_unless_its_model_is_gone_and_after_three_weeks(
      String trainedOn, String result, String attemptOn, String next) {
    assertThat(next(Sample.MONDAY, trainedOn, result, attemptOn)).isEqualTo(day(next));
  }

  @Test
  void what_failed_is_tried_again_after_an_hour() {
    assertThat(next(Sample.MONDAY, "22", "FAILED", "24"))
        .isEqualTo(day("24").plus(Duration.ofHours(1)));
  }

  @Test
  void without_evidence_there_is_none() {
    assertThat(next(Instant.MAX, "", "", "")).isEqualTo(Instant.MAX);
  }
}
