// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

/// Which error a page shows from one drawing to the next: it is logged when it begins, because a
/// page draws itself again as long as it is open.
final class ShownFailure {
  private String id = "";
  private boolean failed;

  /// A drawing begins.
  void drawing() {
    failed = false;
  }

  /// Returns whether the last drawing showed another error or none.
  boolean begins(Throwable error) {
    failed = true;
    var now = ErrorId.of(error);
    if (now.equals(id)) return false;
    id = now;
    return true;
  }

  /// A drawing ended; without a failure the page is well again.
  void drawn() {
    if (!failed) id = "";
  }
}
