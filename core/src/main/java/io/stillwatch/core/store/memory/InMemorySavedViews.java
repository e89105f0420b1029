// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.store.SavedView;
import io.stillwatch.core.store.SavedViews;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class InMemorySavedViews implements SavedViews {
  private final Map<String, SavedView> views = new TreeMap<>();

  @Override
  public synchronized List<SavedView> visibleTo(String person) {
    return views.values().stream()
        .filter(view -> view.visibleTo(person))
        .sorted(Comparator.comparing(SavedView::name).thenComparing(SavedView::id))
        .limit(MOST)
        .toList();
  }

  @Override
  public synchronized Optional<SavedView> find(String id) {
    return Optional.ofNullable(views.get(id));
  }

  @Override
  public synchronized void put(SavedView view) {
    views.put(view.id(), view);
  }

  @Override
  public synchronized void delete(String id) {
    views.remove(id);
  }
}
