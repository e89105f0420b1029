// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.store.SavedViews;

/// The search, the searches that people kept, and the lines as they were written.
public record Searching(LogSearch search, SavedViews views, Originals originals) {
  /// A search that shows no line as it was written.
  public Searching(LogSearch search, SavedViews views) {
    this(search, views, Originals.NONE);
  }
}
