// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchPlaces;
import io.stillwatch.core.store.SavedViews;

/// The search and its places, the searches that people kept, and the lines as they were written.
public record Searching(SearchPlaces places, SavedViews views, Originals originals) {
  public Searching(LogSearch search, SavedViews views, Originals originals) {
    this(new SearchPlaces(search), views, originals);
  }

  /// A search that shows no line as it was written.
  public Searching(LogSearch search, SavedViews views) {
    this(search, views, Originals.NONE);
  }
}
