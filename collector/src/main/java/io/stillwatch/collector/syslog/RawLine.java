// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.Position;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The bytes of one line without its end, where they stood, and what had to be done to them.
@SuppressWarnings("ArrayRecordComponent") // made once per line, read once, never shared
public record RawLine(Position position, byte[] raw, List<String> flags) {
  /// A longer line is cut into pieces of this size, each of them a record, so nothing is lost: half
  /// of what a document may have, for quotes and line breaks take twice their size in JSON.
  public static final int MAX_BYTES = 512 << 10;

  /// A snapshot is one line and describes a whole host.
  public static final int MAX_SNAPSHOT_BYTES = 32 << 20;

  public RawLine {
    flags = List.copyOf(flags);
  }

  /// UTF-8, with a mark and all bytes where some were something else.
  public Line decoded() {
    return Line.decoded(raw, flags);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawLine(var otherPosition, var otherRaw, var otherFlags)
        && position.equals(otherPosition)
        && flags.equals(otherFlags)
        && Arrays.equals(raw, otherRaw);
  }

  @Override
  public int hashCode() {
    return Objects.hash(position, flags);
  }

  @Override
  public String toString() {
    return position + " " + decoded().text();
  }
}
