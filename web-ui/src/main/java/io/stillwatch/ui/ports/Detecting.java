// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// How detection goes: the model in use, how far runs are judged, and what people say of it.
public record Detecting(Supplier<Optional<ModelCard>> model, Progress progress, Feedback feedback) {
  /// Reads how far runs are judged; [Instant#MIN] before the first judgement.
  @FunctionalInterface
  public interface Progress {
    Instant judgedUntil() throws StoreException;
  }
}
