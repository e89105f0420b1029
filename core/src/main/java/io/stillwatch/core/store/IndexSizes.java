// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import java.time.Instant;
import java.util.List;

/// How much the store holds of each family of indices (`logs`, `snapshots`, `runs`, ..).
public interface IndexSizes {
  /// Sorted by name; families without an index are left out.
  List<Family> families() throws StoreException;

  /// All indices of a family together; `oldest` is when the period of its oldest index begins,
  /// [Instant#MIN] for a family whose indices are not named after a period.
  record Family(String name, long documents, long bytes, Instant oldest) {}
}
