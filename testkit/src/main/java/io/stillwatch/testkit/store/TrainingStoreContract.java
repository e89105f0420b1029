// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.PackedModel;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.store.TrainingStore.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of trainings keeps.
public abstract class TrainingStoreContract {
  private static final Instant AT = Samples.AT;

  private static final Models.Use USE = new Models.Use("000001-a", AT, "ana", "fewer false alarms");

  /// A store that holds nothing yet.
  protected abstract TrainingStore emptyStore() throws Exception;

  @Test
  void an_empty_store_knows_of_no_training() throws Exception {
    var store = emptyStore();
    assertThat(store.state()).isEqualTo(TrainingState.NONE);
    assertThat(store.requests()).isEqualTo(Requests.NONE);
    assertThat(store.model()).isEmpty();
  }

  @Test
  void returns_the_state_that_was_stored_last() throws Exception {
    var store = emptyStore();
    var course =
        new TrainingCourse(
            31,
            2,
            0.25,
            List.of(new TrainingCourse.Epoch(0.5, 0.4), new TrainingCourse.Epoch(0.3, 0.25)),
            42,
            "All epochs are done.",
            Duration.ofSeconds(73));
    var card = new ModelCard("000001-a", AT, AT, AT, 1_024, 0.5, course);
    var attempt =
        new TrainingAttempt(
            AT, Duration.ofMillis(1_234), TrainingAttempt.Result.REFUSED, "000002-b", "worse");
    var state =
        new TrainingState(
            Optional.of(card),
            Optional.of(new TrainingState.Running(AT, 3, 24, 0.125)),
            List.of(attempt),
            Optional.of(new TrainingState.Survey(AT, Instant.MAX, 5, 4, 3, Instant.MAX)),
            AT,
            new Models(
                List.of(new Models.Kept(card, true)), List.of(new Models.Chosen(USE, true))));
    store.state(TrainingState.NONE.answered(AT));
    store.state(state);
    assertThat(store.state()).isEqualTo(state);
    store.state(state.idle());
    assertThat(store.state()).isEqualTo(state.idle());
  }

  @Test
  void a_request_does_not_take_the_other_one_back() throws Exception {
    var store = emptyStore();
    store.requestTraining(AT);
    store.requestCancel(AT.plusSeconds(3));
    assertThat(store.requests()).isEqualTo(new Requests(AT, AT.plusSeconds(3), Optional.empty()));
    store.requestUse(USE);
    store.requestTraining(AT.plusSeconds(9));
    assertThat(store.requests())
        .isEqualTo(new Requests(AT.plusSeconds(9), AT.plusSeconds(3), Optional.of(USE)));
  }

  @Test
  void returns_the_model_that_was_stored_last() throws Exception {
    var store = emptyStore();
    store.model(new PackedModel("000001-a", Map.of("model.json", "AAAA")));
    var newer = new PackedModel("000002-b", Map.of("model.json", "BBBB", "weights.f32", "CC=="));
    store.model(newer);
    assertThat(store.model()).contains(newer);
  }
}
