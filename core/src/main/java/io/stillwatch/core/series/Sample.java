// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.time.Instant;

/// What was measured at an instant.
public record Sample(Instant at, double value) {
  public Sample {
    if (!Double.isFinite(value)) throw new IllegalArgumentException("value: " + value);
  }
}
