// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.store.PingStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class InMemoryPingStore implements PingStore {
  private final Map<String, DeclaredPing> pings = new TreeMap<>();

  @Override
  public synchronized List<DeclaredPing> all() {
    return List.copyOf(pings.values());
  }

  @Override
  public synchronized void put(DeclaredPing ping) {
    pings.put(ping.key(), ping);
  }

  @Override
  public synchronized boolean create(DeclaredPing ping) {
    return pings.putIfAbsent(ping.key(), ping) == null;
  }

  @Override
  public synchronized void delete(String key) {
    pings.remove(key);
  }
}
