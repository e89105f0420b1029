// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.Versioned.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Current-state documents by id, changed only under the version that was read.
final class VersionedMap<T> {
  private final Map<String, Versioned<T>> documents = new LinkedHashMap<>();
  private long sequence;

  synchronized void save(String id, T value, Version read) throws StoreException {
    var known = documents.get(id);
    var expected = known == null ? Version.NEW : known.version();
    if (!expected.equals(read)) {
      throw new StoreException(id + " was changed by somebody else; read it again.");
    }
    documents.put(id, new Versioned<>(value, new Version(++sequence, 1)));
  }

  synchronized Optional<Versioned<T>> find(String id) {
    return Optional.ofNullable(documents.get(id));
  }

  synchronized List<Versioned<T>> all() {
    return List.copyOf(documents.values());
  }
}
