// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

import java.time.Instant;

/// Since when a finding is known, when it was last seen, and what people made of it.
public record Life(Instant firstSeen, Instant lastSeen, Status status) {
  public enum Status {
    OPEN,
    ACCEPTED,
    FIXED,
    FALSE_POSITIVE
  }
}
