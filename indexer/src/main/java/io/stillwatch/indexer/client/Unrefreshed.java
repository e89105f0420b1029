// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.client;

import io.stillwatch.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Indices that this process wrote to and has not refreshed since, so a search may miss documents.
///
/// A reader refreshes these first, so it sees every write that finished before it began. Documents
/// that other processes wrote become visible within the refresh interval.
public final class Unrefreshed {
  private static final int NAMES_IN_A_URL = 40;

  private final ElasticClient client;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  public Unrefreshed(ElasticClient client) {
    this.client = client;
  }

  public void add(String index) {
    names.add(index);
  }

  public void refresh(String... families) throws StoreException {
    var due = new ArrayList<String>();
    for (var name : List.copyOf(names)) {
      if (belongs(name, families) && names.remove(name)) due.add(name);
    }
    for (int i = 0; i < due.size(); i += NAMES_IN_A_URL) {
      refresh(due.subList(i, Math.min(due.size(), i + NAMES_IN_A_URL)));
    }
  }

  private void refresh(List<String> due) throws StoreException {
    boolean refreshed = false;
    try {
      client.refresh(String.join(",", due));
      refreshed = true;
    } finally {
      if (!refreshed) names.addAll(due);
    }
  }

  private static boolean belongs(String name, String... families) {
    for (var family : families) {
      if (name.startsWith(family)) return true;
    }
    return false;
  }
}
