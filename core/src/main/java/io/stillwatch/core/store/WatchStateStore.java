// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.watch.state.HostState;
import java.time.Instant;
import java.util.function.Consumer;

/// What the watch knows of each host, one document a host, and how far it has read.
///
/// A save carries the epoch of the lease under which it is made: a holder that lost its lease
/// cannot save any more once the next holder has claimed the host.
public interface WatchStateStore {
  /// All states, page by page. States that another version wrote are passed as [Loaded.Unreadable]
  /// and are folded again from their evidence.
  void load(Consumer<Loaded> each) throws StoreException;

  /// Saves under the version that was read; throws [StoreException] if the document was changed
  /// since, or carries a later epoch.
  Versioned.Version save(HostState state, Versioned.Version read, long epoch) throws StoreException;

  WatchProgress progress() throws StoreException;

  void progress(WatchProgress progress) throws StoreException;

  /// One stored state.
  sealed interface Loaded {
    record State(HostState state, Versioned.Version version) implements Loaded {}

    record Unreadable(String host, String why) implements Loaded {}
  }

  /// Evidence up to `cursor` is part of every stored state; runs are judged up to `judgedUntil`.
  record WatchProgress(String cursor, Instant judgedUntil) {
    public static final WatchProgress NONE =
        new WatchProgress(EvidenceStore.Page.START, Instant.MIN);
  }
}
