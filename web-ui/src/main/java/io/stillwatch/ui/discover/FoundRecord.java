// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.search.SearchResult.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A log record as it was found: its lines in the order of the file. A slow query or a stack trace
/// has several, most records have one.
record FoundRecord(List<Hit> lines) {
  private static final String OFFSET = "log.offset";

  /// Where a record begins, which its lines have in common; a file that was rotated is another one.
  private record Place(Object host, Object path, Object generation, Object offset) {
    static Place of(Hit line) {
      var fields = line.fields();
      return new Place(
          fields.getOrDefault("host.name", ""),
          fields.getOrDefault("log.file.path", ""),
          fields.getOrDefault("stillwatch.generation", ""),
          fields.getOrDefault("stillwatch.record_offset", line.id()));
    }
  }

  FoundRecord {
    lines = List.copyOf(lines);
  }

  /// Folds lines that follow each other and belong to the same record.
  static List<FoundRecord> fold(List<Hit> found) {
    var records = new ArrayList<FoundRecord>();
    int start = 0;
    for (int i = 1; i <= found.size(); i++) {
      boolean goesOn =
          i < found.size() && Place.of(found.get(i)).equals(Place.of(found.get(start)));
      if (goesOn) continue;
      records.add(new FoundRecord(inFileOrder(found.subList(start, i))));
      start = i;
    }
    return records;
  }

  private static List<Hit> inFileOrder(List<Hit> lines) {
    return lines.stream().sorted(Comparator.comparingLong(FoundRecord::offset)).toList();
  }

  private static long offset(Hit line) {
    return line.fields().get(OFFSET) instanceof Number offset ? offset.longValue() : 0;
  }

  Hit first() {
    return lines.getFirst();
  }

  /// The text of all lines, one after the other.
  String message(String between) {
    return String.join(
        between,
        lines.stream()
            .map(line -> String.valueOf(line.fields().getOrDefault("message", "")))
            .toList());
  }
}
