// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.source.SourceState;
import java.util.List;

/// How every source is doing.
public interface SourceStore {
  /// Replaces what was said of these sources before.
  void put(List<SourceState> states) throws StoreException;

  List<SourceState> all() throws StoreException;
}
