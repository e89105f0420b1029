// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.List;

/// What is on its way into the index, and what the index refused.
///
/// `unstored` says why nothing can be stored at the moment, and is empty otherwise. `refused`
/// counts the dead letters, of which `newest` tells some.
public record Backlog(
    long waiting, boolean pressed, String unstored, long refused, List<Refusal> newest) {
  /// Nothing waits.
  public static final Backlog NONE = new Backlog(0, false, "", 0, List.of());

  public Backlog {
    newest = List.copyOf(newest);
  }

  /// A document that the index does not take, by its number among the dead letters.
  public record Refusal(long number, Instant at, String index, String reason) {}

  /// Reads it as it is now.
  @FunctionalInterface
  public interface Reader {
    Backlog read() throws StoreException;
  }
}
