// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import java.util.HashSet;
import java.util.Set;

/// Which errors a page shows from one drawing to the next: each is logged when it begins, because a
/// page draws itself again as long as it is open.
final class ShownFailure {
  private final Set<String> known = new HashSet<>();
  private final Set<String> drawn = new HashSet<>();

  /// A drawing begins.
  void drawing() {
    drawn.clear();
  }

  /// Returns whether the last drawing did not show this error.
  boolean begins(Throwable error) {
    var id = ErrorId.of(error);
    drawn.add(id);
    return known.add(id);
  }

  /// A drawing ended; what it did not show is over.
  void drawn() {
    known.retainAll(drawn);
  }
}
