// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.time.Instant;

/// A run as it happens: when it was due, when it began, and what became of it. `volume` is how much
/// was written since the run before, 1 being usual; `work` what it takes and writes itself.
record PlannedRun(Instant due, Instant at, Effect effect, double volume, Work work) {
  enum Effect {
    DONE,
    /// It ended with an exit status other than 0.
    FAILED,
    /// Some of its files were rotated.
    PARTIAL,
    /// Nothing was rotated, although the status file claims it.
    NONE
  }

  static PlannedRun done(Instant due, Instant at, double volume) {
    return new PlannedRun(due, at, Effect.DONE, volume, Work.USUAL);
  }

  PlannedRun movedTo(Instant other) {
    return new PlannedRun(due, other, effect, volume, work);
  }

  PlannedRun with(Effect other) {
    return new PlannedRun(due, at, other, volume, work);
  }

  PlannedRun withVolume(double factor) {
    return new PlannedRun(due, at, effect, volume * factor, work);
  }

  PlannedRun withWork(Work other) {
    return new PlannedRun(due, at, effect, volume, other);
  }
}
