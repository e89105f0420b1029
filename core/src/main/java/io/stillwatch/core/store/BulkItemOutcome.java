// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

/// What became of one document of a bulk request. A 200 for the request says nothing.
///
/// `reason` is empty unless the document was rejected or must be tried again.
public record BulkItemOutcome(Kind kind, String reason) {
  public enum Kind {
    STORED,
    /// The same id was there: an earlier delivery won.
    DUPLICATE,
    RETRY,
    /// The index will never take it: it goes to the dead letters, never away.
    REJECTED
  }

  /// Whether the index has the document now.
  public boolean delivered() {
    return kind == Kind.STORED || kind == Kind.DUPLICATE;
  }
}
