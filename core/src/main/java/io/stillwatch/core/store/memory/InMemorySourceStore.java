// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.store.SourceStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class InMemorySourceStore implements SourceStore {
  private final Map<CollectorState.Key, CollectorState> states = new ConcurrentHashMap<>();

  @Override
  public void put(List<CollectorState> changed) {
    changed.forEach(state -> states.put(state.key(), state));
  }

  @Override
  public void remove(Collection<CollectorState> removed) {
    removed.forEach(state -> states.remove(state.key()));
  }

  @Override
  public List<CollectorState> reported() {
    return List.copyOf(states.values());
  }
}
