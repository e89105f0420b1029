// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.Versioned.Version;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// What the watch knows of each host, one document a host, and how far it has read.
///
/// A save carries the epoch of the lease under which it is made. A new holder of the lease claims
/// all states before it loads them; from then on every save of an earlier holder is a conflict.
public interface WatchStateStore {
  /// Rewrites the epoch of all states and of the progress, which changes their versions; throws
  /// [StoreException] if one of them has a later epoch. Claiming twice does no harm.
  void claim(long epoch) throws StoreException;

  /// All states, page by page. States that another version wrote are passed as [Loaded.Unreadable];
  /// their hosts are folded again from their own evidence.
  void load(Consumer<Loaded> each) throws StoreException;

  /// Saves each state under the version that was read, in few requests. There is one outcome for
  /// each state, in their order: a state that fails does not lose the versions of the others.
  List<Saved> saveAll(List<StateToSave> states, long epoch);

  /// Saves under the version that was read; throws [StoreException] if the document was changed
  /// since.
  default Version save(HostState state, Version read, long epoch) throws StoreException {
    return switch (saveAll(List.of(new StateToSave(state, read)), epoch).getFirst()) {
      case Saved.Stored(var version) -> version;
      case Saved.Conflict(_, long stored) ->
          throw new StoreException(
              "The state of "
                  + state.host().name()
                  + " was saved under epoch "
                  + stored
                  + " since it was read; it is not saved under epoch "
                  + epoch
                  + ".");
      case Saved.Failed(var why) ->
          throw new StoreException(
              "The state of " + state.host().name() + " was not saved: " + why);
    };
  }

  WatchProgress progress() throws StoreException;

  /// Throws [StoreException] if the stored progress has a later epoch.
  void progress(WatchProgress progress, long epoch) throws StoreException;

  /// A state, and the version under which it was read; [Version#NEW] never overwrites a document.
  record StateToSave(HostState state, Version read) {}

  /// What became of one state.
  sealed interface Saved {
    record Stored(Version version) implements Saved {}

    /// The document is not the one that was read: it now has the version `stored`, and was written
    /// under `epoch`. If it was deleted, that is [Version#NEW] and 0.
    record Conflict(Version stored, long epoch) implements Saved {}

    /// Nothing is known of the document; an attempt without a response may have been stored.
    record Failed(String why) implements Saved {}
  }

  /// One stored state.
  sealed interface Loaded {
    record State(HostState state, Version version) implements Loaded {}

    record Unreadable(Host host, String why) implements Loaded {}
  }

  /// Evidence up to `cursor` is part of every stored state; runs are judged up to `judgedUntil`.
  record WatchProgress(String cursor, Instant judgedUntil) {
    public static final WatchProgress NONE =
        new WatchProgress(EvidenceStore.Page.START, Instant.MIN);
  }
}
