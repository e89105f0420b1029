// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/// The records of an answer, page by page. How many lines a record has shows when it is read, so a
/// page is found through those before it.
final class RecordPages {
  private final Lines lines;
  private final int reachable;

  /// At which line each record begins, as far as they were read.
  private final List<Integer> starts = new ArrayList<>(List.of(0));

  /// Reads lines of the answer.
  @FunctionalInterface
  interface Lines {
    List<Hit> page(int offset, int limit) throws StoreException;
  }

  RecordPages(Lines lines, int reachable) {
    this.lines = lines;
    this.reachable = reachable;
  }

  /// At most so many records; fewer only at the end.
  List<FoundRecord> page(int offset, int limit) throws StoreException {
    var found = new ArrayList<FoundRecord>();
    int row = Math.min(offset, starts.size() - 1);
    while (row < offset + limit && starts.get(row) < reachable) {
      var records = whole(starts.get(row));
      if (records.isEmpty()) break;
      for (var record : records) {
        if (row >= offset && found.size() < limit) found.add(record);
        row++;
        if (row == starts.size()) starts.add(starts.getLast() + record.lines().size());
      }
    }
    return found;
  }

  /// The records from a line on; the last one of a page may go on in the next, and waits for it.
  private List<FoundRecord> whole(int start) throws StoreException {
    var hits = lines.page(start, Math.min(SearchPages.PAGE, reachable - start));
    var records = FoundRecord.fold(hits);
    boolean last = hits.isEmpty() || start + hits.size() >= reachable;
    return last || records.size() == 1 ? records : records.subList(0, records.size() - 1);
  }
}
