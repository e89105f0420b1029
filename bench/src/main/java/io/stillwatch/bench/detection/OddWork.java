// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.bench.detection.FaultContext.Faulty;
import java.util.function.UnaryOperator;

/// Faults in which runs come when they should and end well, but take another time or write
/// something else; all within what the schedule's rules allow.
final class OddWork {
  private static final double SLOW = 6;
  private static final double SHORT = 1 / 6.0;
  private static final double MOST_VARIED = 2; // powers of two, either way

  private OddWork() {}

  /// Each run takes six times as long.
  static Faulty slow(Timeline healthy, FaultContext context) {
    return until(healthy, context, work -> work.times(SLOW, 1));
  }

  /// Each run takes a sixth.
  static Faulty brief(Timeline healthy, FaultContext context) {
    return until(healthy, context, work -> work.times(SHORT, 1));
  }

  /// Nothing is written any more.
  static Faulty silent(Timeline healthy, FaultContext context) {
    return until(healthy, context, work -> work.times(1, 0));
  }

  private static Faulty until(Timeline healthy, FaultContext context, UnaryOperator<Work> change) {
    return context.untilRecovery(
        healthy.changed(context.affected(), run -> run.withWork(change.apply(run.work()))));
  }

  /// A quarter to four times of the usual, during the history too.
  static Faulty varying(Timeline healthy, FaultContext context) {
    return Faulty.nothingWrong(
        healthy.changed(
            _ -> true, run -> run.withWork(run.work().times(varied(context), varied(context)))));
  }

  private static double varied(FaultContext context) {
    return Math.pow(2, context.random().nextDouble(-MOST_VARIED, MOST_VARIED));
  }
}
