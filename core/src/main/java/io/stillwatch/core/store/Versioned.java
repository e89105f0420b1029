// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

/// A current-state document with the version under which it was read.
public record Versioned<T>(T value, Version version) {
  /// Elasticsearch's sequence number and primary term; [#NEW] for a document that must not exist
  /// yet.
  public record Version(long sequence, long term) {
    public static final Version NEW = new Version(-1, 0);
  }
}
