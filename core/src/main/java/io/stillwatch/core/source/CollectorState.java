// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

/// The state of a source as one collector sees it: what is stored. [MergedStates] makes the state
/// of the source of it.
public record CollectorState(SourceState state, CollectionMode mode, Reporter reporter) {
  /// Where the state is stored; it replaces what has the same key. `collector` is empty for a
  /// source that one collector at a time reads, so the next one continues its state.
  public record Key(String source, String collector) {}

  /// A state of the only collector.
  public static CollectorState exclusive(SourceState state) {
    var reporter = new Reporter("", state.polledAt(), state.polledAt());
    return new CollectorState(state, CollectionMode.EXCLUSIVE, reporter);
  }

  public Key key() {
    var collector = mode == CollectionMode.EXCLUSIVE ? "" : reporter.collector();
    return new Key(state.source().value(), collector);
  }

  public CollectorState with(Reporter by) {
    return new CollectorState(state, mode, by);
  }
}
