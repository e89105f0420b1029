// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.List;

/// What the index does not take: how many documents, and the newest of them.
public record Refused(long count, List<Letter> newest) {
  /// The index took everything.
  public static final Refused NOTHING = new Refused(0, List.of());

  public Refused {
    newest = List.copyOf(newest);
  }

  /// A document by its number among the dead letters.
  public record Letter(long number, Instant at, String index, String reason) {}

  /// Reads it as it is now.
  @FunctionalInterface
  public interface Reader {
    Refused read() throws StoreException;
  }
}
