// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import io.stillwatch.core.job.Job;

/// How much the detector must have seen before it learns, and before it scores a job.
public final class MinimumData {
  /// A job with fewer runs teaches nothing.
  public static final int RUNS_TO_LEARN_FROM = 10;

  /// Fewer windows make no model.
  public static final int WINDOWS = 100;

  /// A model must prove itself on so many windows that it has not seen.
  public static final int HELD_BACK_WINDOWS = 25;

  private static final int RUNS_TO_SCORE = 3;
  private static final int RUNS_TO_SCORE_WITHOUT_SCHEDULE = 10;

  private MinimumData() {}

  /// How many runs of a job must have been seen before it is scored: more where nothing says when
  /// it should run.
  public static int runsToScore(Job job) {
    boolean learning = job.schedule().period().isZero();
    return learning ? RUNS_TO_SCORE_WITHOUT_SCHEDULE : RUNS_TO_SCORE;
  }
}
