// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Symptom;
import java.time.Instant;

/// What the detector last scored of a job, up to `askedAt`; `oddest` says in words which feature is
/// the least like what was expected.
public record Opinion(
    Instant askedAt,
    Instant startedAt,
    double score,
    double error,
    double threshold,
    Symptom symptom,
    String oddest,
    Certainty certainty) {
  /// How often in a row the detector was certain of the symptom, the score that takes, and the
  /// alarms that came of it.
  public record Certainty(int sustained, double needed, Alarms alarms) {}

  public static final Opinion NONE = calm(Instant.EPOCH, Alarms.NONE);

  /// So often in a row the detector must be certain to decide alone.
  private static final int ENOUGH = 2;

  /// Whether it has been certain for long enough to decide alone.
  public boolean certain() {
    return certainty.sustained() >= ENOUGH;
  }

  /// Whether the error is above what normal windows hardly ever exceed.
  public boolean unusual() {
    return error > threshold;
  }

  public Alarms alarms() {
    return certainty.alarms();
  }

  public Opinion with(Alarms alarms) {
    return new Opinion(
        askedAt,
        startedAt,
        score,
        error,
        threshold,
        symptom,
        oddest,
        new Certainty(certainty.sustained(), certainty.needed(), alarms));
  }

  public static Opinion calm(Instant at, Alarms alarms) {
    var certainty = new Certainty(0, Anomaly.CERTAIN_SCORE, alarms);
    return new Opinion(at, at, 0, 0, 0, Symptom.SILENCE, "", certainty);
  }
}
