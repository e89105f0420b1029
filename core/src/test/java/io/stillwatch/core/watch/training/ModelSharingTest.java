// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import static io.stillwatch.core.watch.training.ScriptedDetector.card;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.PackedModel;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelSharingTest {
  private final TrainingStore store = InMemoryStores.training();
  private final ScriptedDetector detector = new ScriptedDetector();
  private final ModelSharing sharing = new ModelSharing(detector, store);

  private void stored(ModelCard card) throws StoreException {
    store.model(new PackedModel(card.id(), Map.of("at", card.trainedAt().toString())));
    store.state(TrainingState.NONE.with(Optional.of(card)));
  }

  private String inUse() {
    return detector.model().map(ModelCard::id).orElse("none");
  }

  @Test
  void a_process_without_a_model_takes_up_the_stored_one() throws Exception {
    stored(card("2-b", Sample.day(2)));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("2-b");
  }

  @Test
  void a_newer_model_replaces_the_one_in_use_and_an_older_one_does_not() throws Exception {
    detector.use(card("1-a", Sample.day(1)));
    stored(card("2-b", Sample.day(2)));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("2-b");
    stored(card("1-a", Sample.day(1)));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("2-b");
  }

  @Test
  void a_model_that_is_of_no_use_here_is_tried_once_and_the_one_in_use_stays() throws Exception {
    detector.use(card("1-a", Sample.day(1)));
    detector.accepts = false;
    stored(card("2-b", Sample.day(2)));
    sharing.takeUp();
    detector.accepts = true;
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("1-a");
    stored(card("3-c", Sample.day(3)));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("3-c");
  }

  @Test
  void the_model_of_a_process_is_stored_if_none_or_an_older_one_is() throws Exception {
    detector.use(card("2-b", Sample.day(2)));
    assertThat(sharing.share(TrainingState.NONE).model()).isEqualTo(detector.model());
    assertThat(store.model().orElseThrow().id()).isEqualTo("2-b");
    var newer = Optional.of(card("3-c", Sample.day(3)));
    assertThat(sharing.share(TrainingState.NONE.with(newer)).model()).isEqualTo(newer);
    assertThat(store.model().orElseThrow().id()).isEqualTo("2-b");
  }

  @Test
  void an_older_model_that_a_person_chose_replaces_the_newer_one_until_another_is_trained()
      throws Exception {
    detector.use(card("2-b", Sample.day(2)));
    stored(card("1-a", Sample.day(1)));
    store.state(store.state().with(Models.NONE.with(chosen("1-a", Sample.day(4), true))));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("1-a");
    detector.use(card("5-e", Sample.day(5)));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("5-e");
  }

  @Test
  void a_choice_that_came_to_nothing_changes_nothing() throws Exception {
    detector.use(card("2-b", Sample.day(2)));
    stored(card("1-a", Sample.day(1)));
    store.state(store.state().with(Models.NONE.with(chosen("1-a", Sample.day(4), false))));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("2-b");
  }

  @Test
  void a_choice_that_is_not_recorded_yet_is_not_undone() throws Exception {
    stored(card("2-b", Sample.day(2)));
    var choice = chosen("1-a", Sample.day(4), true);
    store.requestUse(choice.use());
    detector.use(card("1-a", Sample.day(1)));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("1-a");
    var state = store.state().with(Models.NONE.with(choice));
    store.state(sharing.share(state));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("1-a");
    assertThat(store.state().model().orElseThrow().id()).isEqualTo("1-a");
  }

  @Test
  void a_process_without_a_model_does_not_wait_for_a_choice() throws Exception {
    stored(card("2-b", Sample.day(2)));
    store.requestUse(chosen("1-a", Sample.day(4), true).use());
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("2-b");
  }

  private static Models.Chosen chosen(String model, Instant at, boolean done) {
    return new Models.Chosen(new Models.Use(model, at, "ana", "fewer false alarms"), done);
  }

  @Test
  void while_a_newer_model_is_being_written_the_one_in_use_stays() throws Exception {
    detector.use(card("1-a", Sample.day(1)));
    stored(card("2-b", Sample.day(2)));
    store.model(new PackedModel("3-c", Map.of()));
    sharing.takeUp();
    assertThat(inUse()).isEqualTo("1-a");
  }
}
