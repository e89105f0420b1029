// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

/// Documents that the index refused for good, kept with the reason until somebody replays or
/// discards them.
public interface DeadLetters {
  void keep(Document document, String reason) throws StoreException;
}
