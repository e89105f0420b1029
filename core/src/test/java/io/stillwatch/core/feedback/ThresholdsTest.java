// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.Scored;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
  private static final Job DAILY = Sample.line("a", Sample.daily());

  private static Label falseAlarm(String job, double score) {
    var scored = new Scored(job, JobClass.of(DAILY), Symptom.VOLUME, score);
    return new Label(
        Subject.alert("SW-" + job), Says.FALSE_ALARM, "ana", "", Sample.MONDAY, List.of(scored));
  }

  @Test
  void without_labels_the_calibrated_threshold_applies() {
    var threshold = Thresholds.CALIBRATED.of(DAILY, Symptom.VOLUME);
    assertThat(threshold).isEqualTo(Threshold.CALIBRATED);
    assertThat(threshold.words()).isEqualTo("from 75, as calibrated");
  }

  @Test
  void a_label_is_about_its_job_and_its_symptom() {
    var thresholds = Thresholds.of(List.of(falseAlarm(DAILY.id(), 80)));
    assertThat(thresholds.of(DAILY, Symptom.VOLUME).score()).isEqualTo(81);
    assertThat(thresholds.of(DAILY, Symptom.RHYTHM)).isEqualTo(Threshold.CALIBRATED);
    assertThat(thresholds.of(DAILY, Symptom.VOLUME).words())
        .isEqualTo("from 81, by labels of this job: 1 false alarm, 0 right");
  }

  @Test
  void several_jobs_of_a_kind_and_period_are_shared_with_one_that_nobody_labelled() {
    var labels = new ArrayList<Label>();
    for (var job : List.of("b", "c", "d")) labels.add(falseAlarm(job, 84));
    var weekly = Sample.line("w", Sample.cron("0 2 * * 1", Duration.ofDays(7)));
    var shared = Thresholds.of(labels);
    assertThat(shared.of(DAILY, Symptom.VOLUME).words())
        .isEqualTo("from 85, by labels of jobs of this kind and period: 3 false alarms, 0 right");
    assertThat(shared.of(weekly, Symptom.VOLUME)).isEqualTo(Threshold.CALIBRATED);

    labels.add(falseAlarm(DAILY.id(), 77));
    assertThat(Thresholds.of(labels).of(DAILY, Symptom.VOLUME).score()).isEqualTo(78);
  }

  @Test
  void a_threshold_says_which_labels_it_cannot_follow() {
    var limits = new Threshold.Limits(2, 1);
    assertThat(new Threshold(78, Threshold.Source.JOB, 3, 2, limits).words())
        .isEqualTo(
            "from 78, by labels of this job: 3 false alarms, 2 right; 2 false alarms not excluded,"
                + " because one that scored less was right; 1 right anomaly below the calibrated 75");
    assertThat(new Threshold(101, Threshold.Source.JOB, 1, 0, Threshold.Limits.NONE).words())
        .startsWith("never alone, by labels");
  }

  @Test
  void only_the_newest_label_of_a_subject_holds_unless_it_was_taken_back() {
    var first = falseAlarm("b", 80);
    var second =
        new Label(
            first.subject(), Says.RIGHT, "ben", "", first.at().plusSeconds(1), first.scored());
    var back =
        new Label(
            first.subject(), Says.NOTHING, "ben", "", first.at().plusSeconds(2), first.scored());
    assertThat(NewestLabels.of(List.of(first, second))).containsExactly(second);
    assertThat(NewestLabels.of(List.of(first, second, back))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, NONE",
    "PT15M, MINUTES",
    "PT1H, HOURS",
    "PT12H, HOURS",
    "P1D, DAYS",
    "PT33H, DAYS",
    "P7D, WEEKS",
    "P28D, MONTHS",
    "P31D, MONTHS"
  })
  void periods_are_classed(Duration period, PeriodClass expected) {
    assertThat(PeriodClass.of(period)).isEqualTo(expected);
  }
}
