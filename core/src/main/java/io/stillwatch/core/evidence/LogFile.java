// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.time.Instant;

/// What one listing said about one log file.
public record LogFile(String path, long sizeBytes, Instant modified) {
  /// Stands for a modification time that the listing did not tell.
  public static final Instant UNKNOWN_TIME = Instant.EPOCH;

  public LogFile {
    if (sizeBytes < 0)
      throw new IllegalArgumentException("sizeBytes < 0: " + path + " " + sizeBytes);
  }

  public boolean hasModified() {
    return !modified.equals(UNKNOWN_TIME);
  }
}
