// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.store.StoreException;

/// What is on its way into the index.
///
/// `waiting` is an upper bound. `paused` says why sources that go through the spool are paused, and
/// `unstored` why something cannot be stored at the moment; both are empty while all is well.
public record Backlog(long waiting, String paused, String unstored) {
  /// Nothing waits.
  public static final Backlog NONE = new Backlog(0, "", "");

  /// Reads it as it is now.
  @FunctionalInterface
  public interface Reader {
    Backlog read() throws StoreException;
  }
}
