// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.time.Instant;

/// What the detector last scored of a job; `sustained` is how often in a row it was certain.
public record Opinion(
    Instant askedAt,
    Instant startedAt,
    double score,
    double error,
    double threshold,
    String feature,
    int sustained) {
  public static final Opinion NONE = new Opinion(Instant.EPOCH, Instant.EPOCH, 0, 0, 0, "", 0);
}
