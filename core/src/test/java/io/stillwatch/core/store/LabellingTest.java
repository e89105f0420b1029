// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Stoppage.Origin;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.Scored;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.store.Labelling.Outcome;
import io.stillwatch.core.store.Labelling.Statement;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabellingTest {
  private static final Job JOB = Sample.line("a", Sample.daily());
  private static final Statement FALSE_ALARM =
      new Statement(Says.FALSE_ALARM, "ana", "a planned rerun", Sample.day(9));

  private final InMemoryStores stores = InMemoryStores.empty();
  private final Labelling labelling =
      new Labelling(stores.labels(), stores.alerts(), stores.outcomes());

  private void alert(Basis basis) throws Exception {
    var stoppage =
        new Stoppage(JOB, Sample.day(5), Sample.day(4), 1, 90, Growth.UNKNOWN, List.of("volume"))
            .withOrigin(new Origin(JOB.group(), basis, 90));
    var times = new Alert.Times(Sample.day(5), Sample.day(5.2), Optional.of(Sample.day(7)));
    var alert =
        new Alert(
            "SW-1",
            JOB.group(),
            Alert.State.RESOLVED,
            List.of(stoppage),
            List.of(),
            times,
            Alert.Handling.NONE,
            List.of());
    stores.alerts().save(alert, Versioned.Version.NEW);
  }

  private static Anomaly anomaly(double day, double score, Symptom symptom) {
    var at = Sample.day(day);
    return new Anomaly(JOB.id(), at, at, score, new Reconstruction("m", symptom, 1, 1, List.of()));
  }

  @Test
  void an_alert_of_the_autoencoder_is_labelled_with_its_highest_scores() throws Exception {
    alert(Basis.SEQUENCE);
    stores
        .outcomes()
        .anomalies()
        .putAnomalies(
            List.of(
                anomaly(4.9, 99, Symptom.VOLUME),
                anomaly(5.5, 84, Symptom.VOLUME),
                anomaly(6, 88, Symptom.VOLUME),
                anomaly(6.1, 77, Symptom.RHYTHM),
                anomaly(6.2, 95, Symptom.SILENCE),
                anomaly(6.3, 70, Symptom.RHYTHM),
                anomaly(7.5, 99, Symptom.VOLUME)));
    var subject = Subject.alert("SW-1");
    labelling.label(subject, FALSE_ALARM);
    var label = labelling.of(subject).orElseThrow();
    assertThat(label.by()).isEqualTo("ana");
    assertThat(label.note()).isEqualTo("a planned rerun");
    assertThat(label.scored())
        .containsExactlyInAnyOrder(
            new Scored(JOB.id(), JobClass.of(JOB), Symptom.VOLUME, 88),
            new Scored(JOB.id(), JobClass.of(JOB), Symptom.RHYTHM, 77));
  }

  @Test
  void an_alert_of_the_schedule_is_labelled_without_scores() throws Exception {
    alert(Basis.SCHEDULE);
    stores.outcomes().anomalies().putAnomalies(List.of(anomaly(6, 88, Symptom.VOLUME)));
    labelling.label(Subject.alert("SW-1"), FALSE_ALARM);
    assertThat(labelling.of(Subject.alert("SW-1")).orElseThrow().scored()).isEmpty();
  }

  @Test
  void an_anomaly_that_raised_no_alert_is_labelled_by_its_id() throws Exception {
    var anomaly = anomaly(6, 60, Symptom.VOLUME);
    stores.outcomes().anomalies().putAnomalies(List.of(anomaly));
    stores.outcomes().statuses().put(List.of(status()));
    var subject = Subject.anomaly(anomaly.id());
    labelling.label(subject, new Statement(Says.RIGHT, "ana", "", Sample.day(9)));
    assertThat(labelling.of(subject).orElseThrow().scored())
        .containsExactly(new Scored(JOB.id(), JobClass.of(JOB), Symptom.VOLUME, 60));
    labelling.label(subject, new Statement(Says.NOTHING, "ana", "", Sample.day(10)));
    assertThat(labelling.of(subject)).isEmpty();
  }

  private static JobStatus status() {
    return new JobStatus(
        JOB,
        JobHealth.ON_TIME,
        new JobStatus.Timing(
            Optional.<Instant>empty(), Optional.empty(), Optional.empty(), Duration.ZERO),
        Optional.empty(),
        60,
        Optional.empty(),
        Optional.empty(),
        JobStatus.Retirement.NONE);
  }

  @Test
  void what_does_not_exist_cannot_be_labelled() throws Exception {
    for (var subject :
        List.of(
            Subject.alert("SW-9"),
            Subject.anomaly("a@1"),
            Subject.anomaly("nonsense"),
            Subject.anomaly("@5"),
            Subject.anomaly("a@99999999999999999999"))) {
      assertThat(labelling.label(subject, FALSE_ALARM)).isEqualTo(new Outcome.Unknown(subject));
    }
  }
}
