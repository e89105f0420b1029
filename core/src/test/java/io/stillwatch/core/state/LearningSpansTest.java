// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningSpansTest {
  private static final Interval BEFORE = new Interval(Sample.day(1), Sample.day(2));
  private static final Interval PRESENT = new Interval(Sample.day(5), Sample.day(7));

  /// Asked on day 7 about a job that began to look odd on day 5; day 1 was excluded before.
  private static JobState job(double error, int sustained) {
    var certainty = new Opinion.Certainty(sustained, 75, Alarms.NONE);
    var opinion =
        new Opinion(
            PRESENT.until(), PRESENT.from(), 50, error, 1, Symptom.VOLUME, "size", certainty);
    return Sample.state(Sample.line("backup", Sample.daily()))
        .withExcluded(Intervals.NONE.with(BEFORE, Duration.ZERO))
        .with(opinion);
  }

  @ParameterizedTest(name = "error {0} over the threshold, certain {1} times: odd {2}, unusual {3}")
  @CsvSource({
    "0.9, 0, false, false",
    "1.0, 0, false, false",
    "1.1, 0, false, true",
    "2.0, 1, false, true",
    "2.0, 2, true, true",
  })
  void what_is_odd_teaches_nothing_and_what_is_unusual_no_model(
      double error, int sustained, boolean odd, boolean unusual) {
    var job = job(error, sustained);
    assertThat(LearningSpans.odd(job).spans().contains(PRESENT)).isEqualTo(odd);
    assertThat(LearningSpans.unusual(job).spans().contains(PRESENT)).isEqualTo(unusual);
  }

  @Test
  void what_was_excluded_before_stays_excluded() {
    assertThat(LearningSpans.odd(job(0, 0)).spans()).containsExactly(BEFORE);
    assertThat(LearningSpans.unusual(job(2, 0)).spans()).containsExactly(BEFORE, PRESENT);
  }

  @Test
  void an_opinion_about_an_instant_is_no_span() {
    var calm = Opinion.calm(Sample.day(7), Alarms.NONE);
    assertThat(LearningSpans.unusual(job(2, 2).with(calm)).spans()).containsExactly(BEFORE);
  }
}
