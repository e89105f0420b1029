// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import io.stillwatch.core.store.StoreException;
import java.util.Map;

/// Searches the log records that were collected.
public interface LogSearch {
  /// Throws [KqlException] where the query cannot be parsed.
  SearchResult search(SearchRequest request) throws StoreException;

  /// Documents per index family (`logs`, `snapshots`, `runs`, ..), for people and for checks.
  Map<String, Long> counts() throws StoreException;
}
