// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.anomaly.PackedModel;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import java.time.InstantSource;
import java.util.Optional;

/// Three documents: how training goes, what was asked of it, and the model in use.
record ElasticTraining(CurrentStateDocuments current, InstantSource clock)
    implements TrainingStore {
  private static final String STATE = "training";
  private static final String REQUESTS = "training-requests";
  private static final String MODEL = "training-model";

  @Override
  public TrainingState state() throws StoreException {
    return read(STATE, TrainingState.class).orElse(TrainingState.NONE);
  }

  @Override
  public void state(TrainingState state) throws StoreException {
    write(STATE, state);
  }

  @Override
  public Requests requests() throws StoreException {
    return read(REQUESTS, Requests.class).orElse(Requests.NONE);
  }

  @Override
  public void requests(Requests requests) throws StoreException {
    write(REQUESTS, requests);
  }

  @Override
  public Optional<PackedModel> model() throws StoreException {
    return read(MODEL, PackedModel.class);
  }

  @Override
  public void model(PackedModel model) throws StoreException {
    write(MODEL, model);
  }

  private <T> Optional<T> read(String id, Class<T> type) throws StoreException {
    var found = current.find(IndexNames.STATE, id);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(CurrentStateDocuments.body(found.get(), type));
  }

  private void write(String id, Object body) throws StoreException {
    var document = Documents.at(clock.instant());
    Documents.own(document, id, body);
    current.put(IndexNames.STATE, id, document);
  }
}
