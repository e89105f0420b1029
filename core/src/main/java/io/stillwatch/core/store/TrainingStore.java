// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.PackedModel;
import io.stillwatch.core.anomaly.TrainingState;
import java.time.Instant;
import java.util.Optional;

/// How training goes, what people ask of it, and the model that all processes use.
///
/// The holder of the lease `train` writes state and model; any process may write a request.
public interface TrainingStore {
  TrainingState state() throws StoreException;

  void state(TrainingState state) throws StoreException;

  Requests requests() throws StoreException;

  void requests(Requests requests) throws StoreException;

  /// Asks for a training at once.
  default void requestTraining(Instant at) throws StoreException {
    var asked = requests();
    requests(new Requests(at, asked.cancel(), asked.use()));
  }

  /// Asks that the training that is going on ends without a model.
  default void requestCancel(Instant at) throws StoreException {
    var asked = requests();
    requests(new Requests(asked.train(), at, asked.use()));
  }

  /// Asks that a kept model is used from now on.
  default void requestUse(Models.Use use) throws StoreException {
    var asked = requests();
    requests(new Requests(asked.train(), asked.cancel(), Optional.of(use)));
  }

  Optional<PackedModel> model() throws StoreException;

  void model(PackedModel model) throws StoreException;

  /// When somebody last asked for a training, for an end of one, and for another model. Requests
  /// are told apart by these instants and never compared with another clock.
  record Requests(Instant train, Instant cancel, Optional<Models.Use> use) {
    public static final Requests NONE =
        new Requests(Instant.EPOCH, Instant.EPOCH, Optional.empty());
  }
}
