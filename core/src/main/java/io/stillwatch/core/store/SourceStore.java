// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState;
import java.util.Collection;
import java.util.List;

/// How every source is doing.
public interface SourceStore {
  /// Replaces what was said of these sources before.
  void put(List<SourceState> states) throws StoreException;

  /// Removes the states of these sources; an unknown source is not an error.
  void remove(Collection<SourceId> sources) throws StoreException;

  List<SourceState> all() throws StoreException;
}
