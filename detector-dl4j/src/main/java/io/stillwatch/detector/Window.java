// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

/// The recent past of one job as the network sees it: steps of its own clock up to an instant.
///
/// Values are step-major. Steps that are not `known` hold zeros and count for nothing; `sized` says
/// whether the features of files mean anything for this job.
final class Window {
  private static final double CLEARLY_LATE = 1.25; // usual gaps since the last run

  private final String job;
  private final double end;
  private final float[] values;
  private final boolean[] known;
  private final boolean sized;
  private final double[] stepStarts;
  private final double overdueSince;

  Window(
      String job,
      float[] values,
      boolean[] known,
      boolean sized,
      double[] stepBounds,
      double overdueSince) {
    this.job = job;
    this.values = values;
    this.known = known;
    this.sized = sized;
    this.stepStarts = stepBounds;
    this.end = stepBounds[known.length];
    this.overdueSince = overdueSince;
  }

  String job() {
    return job;
  }

  int steps() {
    return known.length;
  }

  double end() {
    return end;
  }

  float value(int step, Feature feature) {
    return values[step * Feature.COUNT + feature.column()];
  }

  boolean known(int step) {
    return known[step];
  }

  /// Whether the feature means anything for this job.
  boolean has(Feature feature) {
    return sized || !feature.needsSizes();
  }

  int knownSteps() {
    int n = 0;
    for (boolean k : known) if (k) n++;
    return n;
  }

  /// Whether at any step the next run was clearly overdue: such a window is not normal.
  boolean showsMissedRun() {
    float late = Feature.log2Plus1(CLEARLY_LATE, Double.MAX_VALUE);
    for (int step = 0; step < known.length; step++) {
      if (known[step] && value(step, Feature.SINCE) > late) return true;
    }
    return false;
  }

  /// Whether the present was seen at all: a window whose end is blind says nothing about now.
  boolean seesItsEnd() {
    return known[known.length - 1];
  }

  /// Seconds since the epoch at which the step began.
  double stepStart(int step) {
    return stepStarts[step];
  }

  /// When the run after the last one should have come; not past the end if it is not due yet.
  double overdueSince() {
    return overdueSince;
  }
}
