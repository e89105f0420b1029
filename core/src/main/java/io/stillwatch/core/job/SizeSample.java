// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Instant;

/// How large the active file of a rotation job was at an instant, and how many files the job kept.
public record SizeSample(Instant at, long activeBytes, long totalBytes, int files) {
  /// How many bytes were written to the log since an earlier sample.
  ///
  /// 1. While the active file grows, by how much it grew.
  /// 2. Once it is smaller it was rotated: what the new one holds, and what came to the old one
  ///    before that, as far as the total shows it. Files that were deleted or compressed meanwhile
  ///    hide that.
  public long writtenSince(SizeSample earlier) {
    if (activeBytes >= earlier.activeBytes) return activeBytes - earlier.activeBytes;
    return Math.max(activeBytes, totalBytes - earlier.totalBytes);
  }
}
