// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.tail;

import io.stillwatch.core.store.EvidenceStore;

/// The position of a reader in the order of arrival: the last sequence number, and the count of
/// documents in the minute up to it.
///
/// The count reveals documents that another process stored late, before the position of the reader.
public record ArrivalCursor(long last, long inZone) {
  static final long SECOND = 1_000_000;
  private static final long ZONE = 60 * SECOND;
  private static final ArrivalCursor START = new ArrivalCursor(0, 0);

  public static ArrivalCursor parse(String text) {
    if (text.equals(EvidenceStore.Page.START)) return START;
    var parts = text.split(":", -1);
    if (parts.length == 2 && parts[0].matches("\\d{1,18}") && parts[1].matches("\\d{1,18}")) {
      return new ArrivalCursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
    throw new IllegalArgumentException(
        "Not a cursor of this store: \"" + text + "\"; read from the beginning instead.");
  }

  /// The beginning of the counted minute, on a full second.
  static long zoneStart(long last) {
    return Math.max(0, (last - ZONE) / SECOND * SECOND);
  }

  long zoneStart() {
    return zoneStart(last);
  }

  @Override
  public String toString() {
    return last + ":" + inZone;
  }
}
