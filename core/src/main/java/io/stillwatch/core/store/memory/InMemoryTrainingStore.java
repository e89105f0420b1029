// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.anomaly.PackedModel;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.store.TrainingStore;
import java.util.Optional;

/// Training of a single process, forgotten when it ends.
final class InMemoryTrainingStore implements TrainingStore {
  private volatile TrainingState state = TrainingState.NONE;
  private volatile Requests requests = Requests.NONE;
  private volatile Optional<PackedModel> model = Optional.empty();

  @Override
  public TrainingState state() {
    return state;
  }

  @Override
  public void state(TrainingState changed) {
    state = changed;
  }

  @Override
  public Requests requests() {
    return requests;
  }

  @Override
  public void requests(Requests changed) {
    requests = changed;
  }

  @Override
  public Optional<PackedModel> model() {
    return model;
  }

  @Override
  public void model(PackedModel changed) {
    model = Optional.of(changed);
  }
}
