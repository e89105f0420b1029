// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import java.util.List;
import java.util.Optional;

/// The searches that people kept.
public interface SavedViews {
  /// How many are listed.
  int MOST = 500;

  /// Those of a person and those that are shared, by name.
  List<SavedView> visibleTo(String person) throws StoreException;

  Optional<SavedView> find(String id) throws StoreException;

  /// Replaces the one with the same id.
  void put(SavedView view) throws StoreException;

  /// One that is not there is not an error.
  void delete(String id) throws StoreException;
}
