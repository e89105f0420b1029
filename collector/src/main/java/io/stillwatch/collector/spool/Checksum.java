// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import io.stillwatch.core.store.Document;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// CRC-32C of what stands in one row: SQLite does not notice a flipped byte in a value (measured,
/// reliability.md 2.1).
final class Checksum {
  private Checksum() {}

  static long of(Document document) {
    return of(document.id(), document.index(), document.json());
  }

  static long of(String key, String value) {
    return of(key, value, new byte[0]);
  }

  /// Of the body alone, as the first form of the spool had it.
  static long ofBody(Document document) {
    var crc = new CRC32C();
    crc.update(document.json());
    return crc.getValue();
  }

  private static long of(String first, String second, byte[] rest) {
    var crc = new CRC32C();
    crc.update(first.getBytes(StandardCharsets.UTF_8));
    crc.update(0);
    crc.update(second.getBytes(StandardCharsets.UTF_8));
    crc.update(0);
    crc.update(rest);
    return crc.getValue();
  }
}
