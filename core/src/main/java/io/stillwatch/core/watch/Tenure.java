// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.store.StoreException;

/// The right to judge: only one process has it at a time.
@FunctionalInterface
public interface Tenure {
  /// Of a process that shares its stores with no other one.
  Tenure ALONE = () -> 1;

  /// The epoch of the lease; throws [StoreException] once another process may hold it.
  long epoch() throws StoreException;
}
