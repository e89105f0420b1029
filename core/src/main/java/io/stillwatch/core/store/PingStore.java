// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.job.DeclaredPing;
import java.util.List;

/// The jobs that ping as they were declared over the API, or by their first ping.
public interface PingStore {
  /// How many there may be.
  int MOST = 5_000;

  /// By key.
  List<DeclaredPing> all() throws StoreException;

  /// Replaces the one with the same key.
  void put(DeclaredPing ping) throws StoreException;

  /// Keeps it unless there is one with the same key; returns whether it did.
  boolean create(DeclaredPing ping) throws StoreException;

  /// One that is not there is not an error.
  void delete(String key) throws StoreException;
}
