// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import java.time.Instant;
import java.util.Optional;

/// How detection goes: how its model is trained, how far runs are judged, what people say of it,
/// and when jobs are not expected.
public record Detecting(
    TrainingStore training, Progress progress, Feedback feedback, Maintenance maintenance) {
  /// The model in use.
  public Optional<ModelCard> model() throws StoreException {
    return training.state().model();
  }

  /// Reads how far runs are judged; [Instant#MIN] before the first judgement.
  @FunctionalInterface
  public interface Progress {
    Instant judgedUntil() throws StoreException;
  }
}
