// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.anomaly.Symptom;
import java.time.Instant;
import java.util.Optional;

/// A time in which the autoencoder was certain enough of a job to decide alone.
///
/// `peak` is its highest score, `needed` the threshold when it was noticed; `openedAt` is when it
/// was let through as an alert, which the budget may refuse.
public record Alarm(
    Instant noticedAt,
    Symptom symptom,
    double peak,
    double needed,
    Optional<Instant> openedAt,
    Optional<Instant> endedAt) {
  public static Alarm noticed(Instant at, Symptom symptom, double score, double needed) {
    return new Alarm(at, symptom, score, needed, Optional.empty(), Optional.empty());
  }

  public boolean goesOn() {
    return endedAt.isEmpty();
  }

  public boolean opened() {
    return openedAt.isPresent();
  }

  /// How far it exceeds what it needs: the measure by which alarms are ranked.
  public double rank() {
    return peak / needed;
  }

  public Alarm opened(Instant at) {
    return new Alarm(noticedAt, symptom, peak, needed, Optional.of(at), endedAt);
  }

  Alarm scored(double score) {
    return score <= peak ? this : new Alarm(noticedAt, symptom, score, needed, openedAt, endedAt);
  }

  Alarm ended(Instant at) {
    return new Alarm(noticedAt, symptom, peak, needed, openedAt, Optional.of(at));
  }
}
