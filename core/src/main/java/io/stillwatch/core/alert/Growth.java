// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;
import java.util.Optional;

/// How the log of a stopped rotation grows: the size now, bytes a day, and when the disk is full.
public record Growth(long bytes, double bytesPerDay, Instant fullAt) {
  public static final Growth UNKNOWN = new Growth(0, 0, Instant.MAX);

  public boolean known() {
    return bytesPerDay > 0;
  }

  public Optional<Instant> diskFullAt() {
    return fullAt.equals(Instant.MAX) ? Optional.empty() : Optional.of(fullAt);
  }
}
