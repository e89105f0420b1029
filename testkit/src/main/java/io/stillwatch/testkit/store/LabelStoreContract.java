// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.Scored;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.feedback.PeriodClass;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.store.LabelStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of labels keeps.
public abstract class LabelStoreContract {
  private static final Instant AT = Samples.AT;
  private static final Instant NEXT_MONTH = AT.plus(Duration.ofDays(40));
  private static final Instant LATER = AT.plus(Duration.ofDays(80));
  private static final JobClass DAILY = new JobClass(JobKind.SCHEDULED_COMMAND, PeriodClass.DAYS);
  private static final JobClass WEEKLY = new JobClass(JobKind.LOG_ROTATION, PeriodClass.WEEKS);

  /// A store that holds nothing yet.
  protected abstract LabelStore emptyStore() throws Exception;

  @Test
  void an_empty_store_has_no_labels() throws Exception {
    var store = emptyStore();
    assertThat(store.between(AT, LATER)).isEmpty();
    assertThat(store.find(List.of(Subject.alert("SW-1")))).isEmpty();
    assertThat(store.find(List.of())).isEmpty();
    assertThat(store.about("job-1", DAILY, AT)).isEmpty();
  }

  @Test
  void all_that_was_said_in_a_range_is_returned_by_time() throws Exception {
    var store = emptyStore();
    var first = label("SW-1", Says.FALSE_ALARM, AT);
    var second = label("SW-1", Says.RIGHT, NEXT_MONTH);
    store.put(second);
    store.put(first);
    store.put(first);
    assertThat(store.between(AT, LATER)).containsExactly(first, second);
    assertThat(store.between(AT, NEXT_MONTH)).containsExactly(first);
    assertThat(store.between(AT.plusMillis(1), LATER)).containsExactly(second);
  }

  @Test
  void the_newest_label_of_a_subject_holds_until_it_is_taken_back() throws Exception {
    var store = emptyStore();
    var alert = Subject.alert("SW-1");
    var other = label("SW-2", Says.RIGHT, AT);
    var second = label("SW-1", Says.RIGHT, NEXT_MONTH);
    store.put(other);
    store.put(label("SW-1", Says.FALSE_ALARM, AT));
    store.put(second);
    assertThat(store.find(List.of(alert))).containsExactly(second);
    assertThat(store.find(List.of(alert, Subject.alert("SW-2"))))
        .containsExactlyInAnyOrder(second, other);
    assertThat(store.find(List.of(Subject.anomaly("SW-1")))).isEmpty();
    store.put(label("SW-1", Says.NOTHING, LATER));
    assertThat(store.find(List.of(alert))).isEmpty();
  }

  @Test
  void labels_about_a_job_are_its_own_and_those_of_its_class() throws Exception {
    var store = emptyStore();
    var own = label("SW-1", "job-1", WEEKLY);
    var similar = label("SW-2", "job-2", DAILY);
    store.put(own);
    store.put(similar);
    store.put(label("SW-3", "job-3", WEEKLY));
    assertThat(store.about("job-1", DAILY, AT)).containsExactlyInAnyOrder(own, similar);
    assertThat(store.about("job-1", DAILY, AT.plusMillis(1))).isEmpty();
    store.put(new Label(own.subject(), Says.NOTHING, "ana", "", AT.plusSeconds(1), own.scored()));
    assertThat(store.about("job-1", DAILY, AT)).containsExactly(similar);
  }

  @Test
  void a_label_keeps_the_cause_that_was_called_wrong() throws Exception {
    var store = emptyStore();
    var wrong = Optional.of(new Label.WrongCause("F-1", "CC01", List.of("job-1", "job-2")));
    var label = new Label(Subject.alert("SW-9"), Says.WRONG_CAUSE, "ana", "", AT, List.of(), wrong);
    store.put(label);
    assertThat(store.find(List.of(Subject.alert("SW-9")))).containsExactly(label);
  }

  private static Label label(String alert, Says says, Instant at) {
    return new Label(
        Subject.alert(alert),
        says,
        "ana",
        "a planned rerun",
        at,
        List.of(
            new Scored("job-1", DAILY, Symptom.RHYTHM, 82.5),
            new Scored("job-1", DAILY, Symptom.VOLUME, 77)));
  }

  private static Label label(String alert, String job, JobClass jobClass) {
    var scored = List.of(new Scored(job, jobClass, Symptom.VOLUME, 80));
    return new Label(Subject.alert(alert), Says.FALSE_ALARM, "ana", "", AT, scored);
  }
}
