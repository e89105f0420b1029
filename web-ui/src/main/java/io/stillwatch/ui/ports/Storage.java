// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.store.IndexSizes;
import io.stillwatch.core.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// What the index holds of each family, and for how many days it is kept; families that are not in
/// `keptDays`, or with 0, are kept for ever.
public record Storage(List<IndexSizes.Family> families, Map<String, Integer> keptDays) {
  /// An index that holds nothing.
  public static final Storage NOTHING = new Storage(List.of(), Map.of());

  public Storage {
    families = List.copyOf(families);
    keptDays = Map.copyOf(keptDays);
  }

  /// Empty for what is kept for ever.
  public OptionalInt keptDays(String family) {
    int days = keptDays.getOrDefault(family, 0);
    return days == 0 ? OptionalInt.empty() : OptionalInt.of(days);
  }

  /// Reads it as it is now.
  @FunctionalInterface
  public interface Reader {
    Storage read() throws StoreException;
  }
}
