// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.store.ServiceMessageStore;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class InMemoryServiceMessageStore implements ServiceMessageStore {
  private final Map<String, Notification> messages = new LinkedHashMap<>();

  @Override
  public synchronized void put(Notification message) {
    messages.put(message.id(), message);
  }

  @Override
  public synchronized List<Notification> pending() {
    return messages.values().stream()
        .filter(Notification::pending)
        .sorted(Comparator.comparing(Notification::madeAt))
        .toList();
  }

  @Override
  public synchronized List<Notification> newest(int most) {
    return messages.values().stream()
        .sorted(Comparator.comparing(Notification::madeAt).reversed())
        .limit(most)
        .toList();
  }
}
