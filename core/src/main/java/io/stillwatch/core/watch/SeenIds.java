// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import java.util.LinkedHashMap;
import java.util.Map;

/// The ids of the evidence that was read lately: a page may repeat what an earlier page held.
final class SeenIds {
  private static final int KEPT = 200_000;

  private final Map<String, Boolean> ids =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > KEPT;
        }
      };

  /// True if the id was not seen before.
  boolean add(String id) {
    return ids.put(id, Boolean.TRUE) == null;
  }
}
