// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.store.StoreException;

/// A named condition for being ready.
public record Check(String name, Probe probe) {
  /// Answers the problem in words, empty if there is none.
  @FunctionalInterface
  public interface Probe {
    String problem() throws StoreException;
  }

  public String problem() {
    try {
      return probe.problem();
    } catch (StoreException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
