// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.anomaly.Symptom;
import java.time.Instant;

/// What the detector last scored of a job, up to `askedAt`; `oddest` says in words which feature is
/// the least like what was expected. `sustained` is how often in a row it was certain of the
/// symptom.
public record Opinion(
    Instant askedAt,
    Instant startedAt,
    double score,
    double error,
    double threshold,
    Symptom symptom,
    String oddest,
    int sustained) {
  public static final Opinion NONE = calm(Instant.EPOCH);

  /// So often in a row the detector must be certain to decide alone.
  private static final int ENOUGH = 2;

  /// Whether it has been certain for long enough to decide alone.
  public boolean certain() {
    return sustained >= ENOUGH;
  }

  public static Opinion calm(Instant at) {
    return new Opinion(at, at, 0, 0, 0, Symptom.SILENCE, "", 0);
  }
}
