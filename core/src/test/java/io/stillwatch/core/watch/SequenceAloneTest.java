// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.ScoringRequest;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// J11: a daily job that runs nine times a day for four days; its schedule has nothing to object.
class SequenceAloneTest {
  private static final Instant FROM = Sample.day(22);
  private static final Instant UNTIL = Sample.day(26);

  private final Scenario scenario = new Scenario(Sample.MONDAY);

  @BeforeEach
  void nine_runs_a_day() throws Exception {
    var backup = Jobs.daily("backup", "ops-1", 2, 30);
    scenario.configuration("ops-1", Sample.MONDAY, "x");
    scenario.audits(request ->
        new Audit(request.config().files().isEmpty() ? List.of() : List.of(backup), List.of()));
    for (int day = 0; day < 30; day++) {
      boolean odd = !Sample.day(day).isBefore(FROM) && Sample.day(day).isBefore(UNTIL);
      for (int run = 0; run < (odd ? 9 : 1); run++)
        scenario.cron(
            "ops-1",
            Sample.day(day).plus(Duration.ofMinutes(150 + 120 * run)),
            "root",
            "/opt/backup.sh");
    }
    for (int hour = 0; hour < 30 * 24; hour++)
      scenario.cron(
          "ops-1", Sample.MONDAY.plus(Duration.ofMinutes(60L * hour + 17)), "root", "hourly");
  }

  /// As a trained model scores it.
  private static Detector certain(Symptom symptom) {
    return new Detector() {
      @Override
      public TrainingOutcome train(Lessons past, Instant until, TrainingProgress progress) {
        throw new AssertionError("The watch never trains.");
      }

      @Override
      public List<Anomaly> score(List<ScoringRequest> requests) {
        return requests.stream()
            .filter(one -> one.history().job().name().equals("/opt/backup.sh"))
            .map(one -> scored(one.history().job().id(), one.at()))
            .toList();
      }

      private Anomaly scored(String job, Instant now) {
        boolean odd = now.isAfter(FROM.plus(Duration.ofHours(12))) && now.isBefore(UNTIL);
        var parts = List.of(new Contribution("runs in the last period over usual", 9, 1, 1));
        var reconstruction = new Reconstruction("m", symptom, odd ? 9 : 0.1, 1, parts);
        return new Anomaly(job, now, now, odd ? 90 : 1, reconstruction);
      }

      @Override
      public Optional<ModelCard> model() {
        return Optional.of(
            new ModelCard(
                "m", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 1, 1, TrainingCourse.of(1, 1)));
      }
    };
  }

  @Test
  void j11_extra_runs_are_a_stoppage_that_the_autoencoder_decides_alone_while_they_last()
      throws Exception {
    scenario.scores(certain(Symptom.RHYTHM));
    scenario.until(Sample.day(29));

    assertThat(scenario.words("backup")).doesNotContain("missed", "failed");
    var silence = scenario.silence("backup");
    assertThat(silence.from()).isBetween(FROM, FROM.plus(Duration.ofDays(1)));
    assertThat(silence.until())
        .hasValueSatisfying(end -> assertThat(end).isBetween(UNTIL, UNTIL.plusSeconds(14_400)));
    assertThat(silence.stoppage().origin().basis()).isEqualTo(Basis.SEQUENCE);
    assertThat(silence.stoppage().origin().sequenceScore()).isEqualTo(90);
    assertThat(silence.stoppage().reasons().getFirst())
        .isEqualTo(
            "the pattern of the last runs is far from normal: "
                + "runs in the last period: 9 times the usual");
  }

  @Test
  void j11_a_silence_of_a_job_with_a_schedule_is_for_the_schedule_to_judge() throws Exception {
    scenario.scores(certain(Symptom.SILENCE));
    scenario.until(Sample.day(29));
    assertThat(scenario.silences("backup")).isEmpty();
  }
}
