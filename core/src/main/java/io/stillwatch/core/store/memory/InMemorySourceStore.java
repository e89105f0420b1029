// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.SourceStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class InMemorySourceStore implements SourceStore {
  private final Map<SourceId, SourceState> states = new ConcurrentHashMap<>();

  @Override
  public void put(List<SourceState> changed) {
    changed.forEach(state -> states.put(state.source(), state));
  }

  @Override
  public void remove(Collection<SourceId> sources) {
    sources.forEach(states::remove);
  }

  @Override
  public List<SourceState> all() {
    return List.copyOf(states.values());
  }
}
