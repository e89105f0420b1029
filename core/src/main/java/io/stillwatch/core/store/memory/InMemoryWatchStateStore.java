// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.watch.state.HostState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

final class InMemoryWatchStateStore implements WatchStateStore {
  private final VersionedMap<HostState> states = new VersionedMap<>();
  private final Map<String, Long> epochs = new HashMap<>();
  private WatchProgress progress = WatchProgress.NONE;

  @Override
  public void load(Consumer<Loaded> each) {
    for (var state : states.all()) each.accept(new Loaded.State(state.value(), state.version()));
  }

  @Override
  public synchronized Versioned.Version save(HostState state, Versioned.Version read, long epoch)
      throws StoreException {
    var id = state.host().kind() + "/" + state.host().name();
    long known = epochs.getOrDefault(id, 0L);
    if (epoch < known) {
      throw new StoreException(
          "The state of "
              + id
              + " is held under epoch "
              + known
              + "; epoch "
              + epoch
              + " is over.");
    }
    states.save(id, state, read);
    epochs.put(id, epoch);
    return states.find(id).orElseThrow().version();
  }

  @Override
  public synchronized WatchProgress progress() {
    return progress;
  }

  @Override
  public synchronized void progress(WatchProgress now) {
    progress = now;
  }
}
