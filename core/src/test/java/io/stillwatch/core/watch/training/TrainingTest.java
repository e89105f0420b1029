// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import static io.stillwatch.core.watch.training.ScriptedDetector.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingAttempt.Result;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.core.watch.WatchSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {
  private static final Instant DUE = Sample.day(21);

  private final InMemoryStores stores = InMemoryStores.empty();
  private final TrainingStore store = InMemoryStores.training();
  private final ScriptedDetector detector = new ScriptedDetector();
  private HostState host = host();
  private Tenure tenure = Tenure.ALONE;
  private long nanoTime;

  /// A host with one daily job that ran from Monday on.
  private HostState host() {
    var job = Sample.state(Sample.line("a", Sample.daily()));
    var runs = new ArrayList<Run>();
    for (int day = 0; day < 21; day++) {
      var at = Sample.day(day).plus(Duration.ofMinutes(150));
      job = job.withRun(at, Run.Outcome.STARTED);
      runs.add(new Run("r" + day, "a", at, Run.Outcome.STARTED, "", ""));
    }
    try {
      stores.outcomes().runs().putRuns(runs);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
    return Sample.host(job);
  }

  private Training training() {
    var ports =
        new Training.Ports(each -> each.accept(host), List::<Alert>of, stores.outcomes(), store);
    return new Training(
        detector, ports, WatchSettings.DEFAULTS, () -> tenure.epoch(), () -> nanoTime);
  }

  private Result last() throws StoreException {
    return store.state().last().map(TrainingAttempt::result).orElseThrow();
  }

  @Test
  void trains_once_there_is_evidence_of_three_weeks_and_then_daily() throws Exception {
    var training = training();
    detector.makes(card("1-a", DUE));
    assertThat(training.turn(DUE.minusSeconds(1))).isEmpty();
    assertThat(training.turn(DUE)).isPresent();
    assertThat(training.turn(DUE.plus(Duration.ofHours(23)))).isEmpty();
    assertThat(training.turn(DUE.plus(Duration.ofHours(24)))).isPresent();
    assertThat(store.state().model().orElseThrow().id()).isEqualTo("1-a");
    assertThat(store.model().orElseThrow().id()).isEqualTo("1-a");
  }

  @Test
  void a_request_trains_at_once_and_only_once() throws Exception {
    var training = training();
    training.turn(Sample.day(3));
    store.requestTraining(Sample.day(3));
    assertThat(training.turn(Sample.day(3).plusSeconds(5))).isPresent();
    assertThat(training.turn(Sample.day(3).plusSeconds(10))).isEmpty();
    assertThat(training().turn(Sample.day(3).plusSeconds(15))).isEmpty();
    assertThat(detector.trainings).isEqualTo(1);
  }

  @Test
  void a_chosen_model_is_used_once_and_its_choice_is_kept_with_who_and_why() throws Exception {
    detector.kept.addAll(List.of(card("2-b", Sample.day(2)), card("1-a", Sample.day(1))));
    detector.use(card("2-b", Sample.day(2)));
    var training = training();
    training.turn(Sample.day(3));
    var use = new Models.Use("1-a", Sample.day(3), "ana", "fewer false alarms");
    store.requestUse(use);
    training.turn(Sample.day(3).plusSeconds(5));
    assertThat(detector.model().orElseThrow().id()).isEqualTo("1-a");
    assertThat(store.state().model().orElseThrow().id()).isEqualTo("1-a");
    assertThat(store.model().orElseThrow().id()).isEqualTo("1-a");
    assertThat(store.state().models().chosen()).containsExactly(new Models.Chosen(use, true));
    assertThat(store.state().models().kept()).hasSize(2);
    detector.use(card("3-c", Sample.day(4)));
    training.turn(Sample.day(4));
    training().turn(Sample.day(4).plusSeconds(5));
    assertThat(detector.model().orElseThrow().id()).isEqualTo("3-c");
  }

  @Test
  void a_chosen_model_that_is_gone_leaves_the_one_in_use() throws Exception {
    detector.use(card("2-b", Sample.day(2)));
    var use = new Models.Use("1-a", Sample.day(3), "ana", "fewer false alarms");
    store.requestUse(use);
    training().turn(Sample.day(3));
    assertThat(store.state().model().orElseThrow().id()).isEqualTo("2-b");
    assertThat(store.state().models().chosen()).containsExactly(new Models.Chosen(use, false));
  }

  @Test
  void a_bug_in_a_training_keeps_the_model_is_told_and_tried_again_in_an_hour() throws Exception {
    detector.use(card("1-a", Sample.day(1)));
    var training = training();
    detector.script =
        _ -> {
          throw new IllegalStateException("out of numbers");
        };
    training.turn(DUE);
    var attempt = store.state().last().orElseThrow();
    assertThat(attempt.result()).isEqualTo(Result.FAILED);
    assertThat(attempt.why()).contains("out of numbers");
    assertThat(attempt.startedAt()).isEqualTo(DUE);
    assertThat(store.state().running()).isEmpty();
    assertThat(detector.model().orElseThrow().id()).isEqualTo("1-a");
    assertThat(training.turn(DUE.plus(Duration.ofMinutes(59)))).isEmpty();
    detector.makes(card("2-b", DUE));
    training.turn(DUE.plus(Duration.ofMinutes(60)));
    assertThat(last()).isEqualTo(Result.IN_USE);
    assertThat(store.state().attempts())
        .extracting(TrainingAttempt::result)
        .containsExactly(Result.IN_USE, Result.FAILED);
  }

  @Test
  void native_libraries_that_cannot_be_loaded_do_not_end_the_loop() throws Exception {
    detector.script =
        _ -> {
          throw new UnsatisfiedLinkError("no jnind4jcpu: No space left on device");
        };
    training().turn(DUE);
    assertThat(store.state().last().orElseThrow().why()).contains("No space left on device");
  }

  @Test
  void a_refusal_and_its_reason_are_kept_and_the_model_before_stays() throws Exception {
    var before = card("1-a", Sample.day(1));
    detector.use(before);
    detector.script = _ -> new TrainingOutcome.Refused(card("2-b", DUE), "It is worse.");
    training().turn(DUE);
    var attempt = store.state().last().orElseThrow();
    assertThat(attempt.result()).isEqualTo(Result.REFUSED);
    assertThat(attempt.model()).isEqualTo("2-b");
    assertThat(attempt.why()).isEqualTo("It is worse.");
    assertThat(store.state().model()).contains(before);
  }

  @Test
  void epochs_of_less_than_a_second_are_stored_once_a_second() throws Exception {
    var stored = new ArrayList<Integer>();
    detector.script =
        progress -> {
          try {
            for (int epoch = 1; epoch <= 6; epoch++) {
              progress.epoch(epoch, 24, 0.5);
              stored.add(store.state().running().orElseThrow().epoch());
              nanoTime += Duration.ofMillis(400).toNanos();
            }
            return new TrainingOutcome.Cancelled();
          } catch (StoreException e) {
            throw new AssertionError(e);
          }
        };
    training().turn(DUE);
    assertThat(stored).containsExactly(1, 1, 1, 4, 4, 4);
  }

  @Test
  void the_progress_is_stored_and_a_cancellation_reaches_the_training() throws Exception {
    var seen = new ArrayList<Boolean>();
    detector.script =
        progress -> {
          try {
            progress.epoch(3, 24, 0.5);
            assertThat(store.state().running())
                .contains(new TrainingState.Running(DUE, 3, 24, 0.5));
            seen.add(progress.cancelled());
            store.requestCancel(DUE.plusSeconds(9));
            seen.add(progress.cancelled());
            return new TrainingOutcome.Cancelled();
          } catch (StoreException e) {
            throw new AssertionError(e);
          }
        };
    store.requestCancel(Sample.day(1)); // of an earlier training
    training().turn(DUE);
    assertThat(seen).containsExactly(false, true);
    assertThat(last()).isEqualTo(Result.CANCELLED);
  }

  @Test
  void the_next_holder_of_the_lease_knows_what_was_and_that_nothing_goes_on() throws Exception {
    detector.makes(card("1-a", DUE));
    training().turn(DUE);
    store.state(store.state().with(new TrainingState.Running(DUE, 5, 24, 1)));
    var other = new ScriptedDetector();
    var ports = new Training.Ports(each -> each.accept(host), List::of, stores.outcomes(), store);
    var next = new Training(other, ports, WatchSettings.DEFAULTS, Tenure.ALONE, () -> 0);
    assertThat(next.turn(DUE.plus(Duration.ofHours(2)))).isEmpty();
    assertThat(store.state().running()).isEmpty();
    assertThat(other.model().orElseThrow().id()).isEqualTo("1-a");
  }

  @Test
  void nothing_is_stored_once_the_lease_is_over() throws Exception {
    var training = training();
    detector.script =
        _ -> {
          tenure =
              () -> {
                throw new StoreException("The lease is over.");
              };
          detector.use(card("2-b", DUE));
          return new TrainingOutcome.InUse(card("2-b", DUE));
        };
    assertThatThrownBy(() -> training.turn(DUE)).isInstanceOf(StoreException.class);
    assertThat(store.model()).isEmpty();
    assertThat(store.state().model()).isEmpty();
  }

  @Test
  void what_could_not_be_stored_is_stored_at_the_next_turn_without_training_again()
      throws Exception {
    var training = training();
    detector.script =
        _ -> {
          tenure =
              () -> {
                throw new StoreException("Elasticsearch is unreachable.");
              };
          detector.use(card("2-b", DUE));
          return new TrainingOutcome.InUse(card("2-b", DUE));
        };
    assertThatThrownBy(() -> training.turn(DUE)).isInstanceOf(StoreException.class);
    tenure = Tenure.ALONE;
    assertThat(training.turn(DUE.plusSeconds(5))).isEmpty();
    assertThat(detector.trainings).isEqualTo(1);
    assertThat(last()).isEqualTo(Result.IN_USE);
    assertThat(store.model().orElseThrow().id()).isEqualTo("2-b");
  }

  @Test
  void what_was_odd_or_unseen_stays_out() throws Exception {
    var odd = new Interval(Sample.day(5), Sample.day(6));
    var off = new Interval(Sample.day(8), Sample.day(9));
    var job = host.jobs().get("a").withExcluded(new Intervals(List.of(odd)));
    host = Sample.host(job).with(HostSigns.NONE.lineAt(DUE).withOff(off));
    training().turn(DUE);
    var history = detector.lessons.getFirst().history();
    assertThat(history.excluded()).containsExactly(odd);
    assertThat(history.blind()).contains(off);
    assertThat(history.runs()).hasSize(21);
  }

  @Test
  void runs_by_the_times_of_an_earlier_configuration_are_left_out() throws Exception {
    host = Sample.host(host.jobs().get("a").rescheduled(Sample.day(10)));
    training().turn(DUE);
    assertThat(detector.lessons.getFirst().history().runs())
        .hasSize(11)
        .allSatisfy(run -> assertThat(run).isAfter(Sample.day(10)));
  }
}
