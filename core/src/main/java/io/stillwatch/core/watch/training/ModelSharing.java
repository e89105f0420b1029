// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands the model of the process that trains to those that score.
public final class ModelSharing {
  private static final Logger log = LoggerFactory.getLogger(ModelSharing.class);

  private final Detector detector;
  private final TrainingStore store;

  /// A model that is of no use here is tried once.
  private String refused = "";

  public ModelSharing(Detector detector, TrainingStore store) {
    this.detector = detector;
    this.store = store;
  }

  /// Uses the stored model if it was trained or chosen after the one in use; while a choice is not
  /// answered, the one in use stays, since it may be the chosen one already.
  public void takeUp() throws StoreException {
    takeUp(false);
  }

  /// The same before choices are answered, for the process that answers them.
  void takeUpBeforeChoices() throws StoreException {
    takeUp(true);
  }

  private void takeUp(boolean anyway) throws StoreException {
    var state = store.state();
    var stored = state.model();
    if (!isNewer(stored, detector.model(), state.models()) || stored.get().id().equals(refused))
      return;
    var packed = store.model().filter(model -> model.id().equals(stored.get().id()));
    if (packed.isEmpty()) return; // a newer one is being written
    if (!anyway && detector.model().isPresent() && isChoosing(state.models())) return;
    if (detector.takeUp(packed.get())) {
      log.atInfo().addKeyValue("model", packed.get().id()).log("A new model is in use.");
      return;
    }
    refused = packed.get().id();
    log.atWarn()
        .addKeyValue("model", refused)
        .log("The stored model cannot be used here; the one in use stays.");
  }

  /// Asked last, so that a choice that came meanwhile counts.
  private boolean isChoosing(Models known) throws StoreException {
    return store.requests().use().filter(asked -> !known.answers(asked)).isPresent();
  }

  /// Stores the model in use if it was trained or chosen after the stored one, and returns the
  /// state with the card of the one to use and the models that are kept here.
  TrainingState share(TrainingState state) throws StoreException {
    var mine = detector.model();
    var known = state.with(state.models().with(detector.kept()));
    if (!isNewer(mine, state.model(), state.models())) return known;
    var packed = detector.pack();
    if (packed.isPresent()) store.model(packed.get());
    return known.with(mine);
  }

  private static boolean isNewer(
      Optional<ModelCard> one, Optional<ModelCard> other, Models models) {
    if (one.isEmpty()) return false;
    return models.since(one.get()).isAfter(other.map(models::since).orElse(Instant.MIN));
  }
}
