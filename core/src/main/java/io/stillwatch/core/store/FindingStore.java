// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.finding.Finding;
import java.util.List;
import java.util.Optional;

/// Findings as current-state documents; every change also appends an event document.
public interface FindingStore {
  List<Versioned<Finding>> all() throws StoreException;

  Optional<Versioned<Finding>> find(String id) throws StoreException;

  /// Throws [StoreException] if somebody changed the finding since it was read.
  void save(Finding finding, Versioned.Version read) throws StoreException;
}
