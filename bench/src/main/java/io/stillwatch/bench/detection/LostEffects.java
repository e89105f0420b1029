// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.bench.detection.FaultContext.Faulty;
import io.stillwatch.bench.detection.PlannedRun.Effect;

/// Faults in which the job runs, but does not do its work.
final class LostEffects {
  private static final double HOLLOW = 0.02;
  private static final double TOO_LARGE = 8;

  private LostEffects() {}

  /// Until the recovery each run has this effect.
  static Faulty of(Timeline healthy, FaultContext context, Effect effect) {
    return context.untilRecovery(healthy.changed(context.affected(), run -> run.with(effect)));
  }

  /// Next to nothing is written.
  static Faulty hollow(Timeline healthy, FaultContext context) {
    return volume(healthy, context, HOLLOW);
  }

  static Faulty tooLarge(Timeline healthy, FaultContext context) {
    return volume(healthy, context, TOO_LARGE);
  }

  private static Faulty volume(Timeline healthy, FaultContext context, double factor) {
    return context.untilRecovery(
        healthy.changed(context.affected(), run -> run.withVolume(factor)));
  }
}
