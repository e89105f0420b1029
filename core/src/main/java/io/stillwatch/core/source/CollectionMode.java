// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

/// How the evidence of a source reaches its collectors, which decides how the states of several are
/// merged.
public enum CollectionMode {
  /// Others send it to whichever collector accepts it, so each has a part of one stream.
  PUSHED,
  /// Each collector reads what it can reach, so each may read something else.
  PULLED,
  /// One collector at a time reads it: the holder of a lease, or the only one there is.
  EXCLUSIVE
}
