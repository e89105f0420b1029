// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The documents that were read last, by id, of a kind that never changes once it is stored.
final class RecentlyRead<T> {
  private final Map<String, T> documents = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;

  RecentlyRead(int most) {
    this.most = most;
  }

  synchronized Optional<T> get(String id) {
    return Optional.ofNullable(documents.get(id));
  }

  synchronized void put(String id, T document) {
    documents.put(id, document);
    if (documents.size() > most) documents.remove(documents.keySet().iterator().next());
  }
}
