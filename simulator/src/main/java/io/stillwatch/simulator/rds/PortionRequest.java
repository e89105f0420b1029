// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import java.util.Optional;
import java.util.OptionalInt;

/// What a caller of DownloadDBLogFilePortion asks for, and how much one answer may hold.
///
/// `overlapBytes` re-sends that many bytes before the marker, a fault seen in the field (aws-cli
/// issue 10319).
public record PortionRequest(
    String file, Optional<String> marker, OptionalInt lines, int capBytes, int overlapBytes) {
  /// The limits that the API documents: 10,000 lines and 1 MB.
  static final int MAX_LINES = 10_000;

  public static final int MAX_BYTES = 1 << 20;

  public PortionRequest(String file, Optional<String> marker, OptionalInt lines) {
    this(file, marker, lines, MAX_BYTES, 0);
  }

  public PortionRequest cappedAt(int bytes) {
    return new PortionRequest(file, marker, lines, bytes, overlapBytes);
  }

  public PortionRequest overlapping(int bytes) {
    return new PortionRequest(file, marker, lines, capBytes, bytes);
  }

  int lineLimit() {
    return Math.min(MAX_LINES, lines.orElse(MAX_LINES));
  }
}
