// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

/// The recent past of one job as the network sees it: steps of its own clock up to an instant.
///
/// Values are step-major. Steps that are not `known` hold zeros and count for nothing; so do values
/// of known steps that are not known themselves, which are NaN here and zero for the network.
final class Window implements NetworkInput {
  private static final double OVERDUE = 1.15; // usual gaps since the last run
  private static final double CLEARLY_LATE = 1.25;

  private final String job;
  private final double end;
  private final float[] values;
  private final boolean[] known;
  private final Tolerances tolerances;
  private final double[] stepStarts;
  private final double overdueSince;

  Window(
      String job,
      float[] values,
      boolean[] known,
      Tolerances tolerances,
      double[] stepBounds,
      double overdueSince) {
    this.job = job;
    this.values = values;
    this.known = known;
    this.tolerances = tolerances;
    this.stepStarts = stepBounds;
    this.end = stepBounds[known.length];
    this.overdueSince = overdueSince;
  }

  String job() {
    return job;
  }

  @Override
  public int steps() {
    return known.length;
  }

  @Override
  public int features() {
    return Feature.COUNT;
  }

  double end() {
    return end;
  }

  float value(int step, Feature feature) {
    return value(step, feature.column());
  }

  @Override
  public float value(int step, int column) {
    float value = values[step * Feature.COUNT + column];
    return Float.isNaN(value) ? 0 : value;
  }

  boolean known(int step, Feature feature) {
    return known(step, feature.column());
  }

  @Override
  public boolean known(int step, int column) {
    return known[step] && !Float.isNaN(values[step * Feature.COUNT + column]);
  }

  /// The last step in which the feature is known; the last one if it is in none.
  int lastKnown(Feature feature) {
    for (int step = known.length - 1; step >= 0; step--) if (known(step, feature)) return step;
    return known.length - 1;
  }

  @Override
  public boolean known(int step) {
    return known[step];
  }

  @Override
  public void context(int step, float[] into) {
    into[0] = value(step, Feature.PHASE_SIN);
    into[1] = value(step, Feature.PHASE_COS);
  }

  /// Whether the feature means anything for this job.
  boolean has(Feature feature) {
    return tolerances.has(feature);
  }

  /// How many times as much as other jobs this one may be away from what is expected.
  double tolerance(Feature feature) {
    return tolerances.of(feature);
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

  /// Whether the next run is overdue now, by what is usual for the job.
  boolean isOverdue() {
    float overdue = Feature.log2Plus1(OVERDUE, Double.MAX_VALUE);
    return value(known.length - 1, Feature.SINCE) > overdue;
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
