// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WouldAlertTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  /// Two hours of one job at 80 and 90, one of another at 60.
  private static final List<Anomaly> SCORED =
      List.of(anomaly("a", 1, 80), anomaly("a", 2, 90), anomaly("b", 1, 60));

  @ParameterizedTest
  @CsvSource({
    "50, From a score of 50 on: 2 alerts of 2 jobs in this range.",
    "75, From a score of 75 on: one alert of one job in this range.",
    "90, From a score of 90 on: one alert of one job in this range.",
    "91, From a score of 91 on: nothing in this range."
  })
  void a_threshold_says_what_it_would_have_raised(int score, String words) {
    assertThat(WouldAlert.from(score, SCORED).inWords()).isEqualTo(words);
  }

  private static Anomaly anomaly(String job, int hour, double score) {
    var at = START.plus(Duration.ofHours(hour));
    var found = new Reconstruction("m", Symptom.VOLUME, 1, 1, List.of());
    return new Anomaly(job, at, at, score, found);
  }
}
