// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

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
    requests(new Requests(at, requests().cancel()));
  }

  /// Asks that the training that is going on ends without a model.
  default void requestCancel(Instant at) throws StoreException {
    requests(new Requests(requests().train(), at));
  }

  Optional<PackedModel> model() throws StoreException;

  void model(PackedModel model) throws StoreException;

  /// When somebody last asked for a training, and for an end of one. Requests are told apart by
  /// these instants and never compared with another clock.
  record Requests(Instant train, Instant cancel) {
    public static final Requests NONE = new Requests(Instant.EPOCH, Instant.EPOCH);
  }
}
