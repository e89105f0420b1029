// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.MergedStates;
import io.stillwatch.core.source.SourceState;
import java.util.Collection;
import java.util.List;

/// How every source is doing, as each of its collectors reports it.
public interface SourceStore {
  /// Replaces what was reported under these keys before.
  void put(List<CollectorState> states) throws StoreException;

  /// Removes what is stored under the keys of these states; an unknown one is not an error.
  void remove(Collection<CollectorState> states) throws StoreException;

  /// What every collector reported.
  List<CollectorState> reported() throws StoreException;

  /// One state for each source: what may be claimed given all reports.
  default List<SourceState> all() throws StoreException {
    return MergedStates.of(reported());
  }
}
