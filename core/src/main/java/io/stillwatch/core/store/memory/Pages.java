// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import java.util.List;

/// Pages of a list that is in order already; the cursor is the number of the first row.
final class Pages {
  private Pages() {}

  /// The rows of a page, and the cursor of the next one; empty after the last one.
  record Slice<T>(List<T> rows, String next) {}

  static <T> Slice<T> of(List<T> all, String after, int size) {
    int from = after.isEmpty() ? 0 : Math.min(all.size(), Integer.parseInt(after));
    int until = Math.min(all.size(), from + size);
    var next = until < all.size() ? Integer.toString(until) : "";
    return new Slice<>(List.copyOf(all.subList(from, until)), next);
  }
}
