// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

/// How many times as much as other jobs a job may be away from what is expected, by feature: one
/// that was late by a fifth of a period twice may be so again. Features are told in these units.
/// None at all for features that mean nothing for the job.
record Tolerances(double lateness, double bytes, double duration, double failure, double output) {
  private static final double USUAL_LATENESS = 0.04; // of a period
  private static final double USUAL_SPREAD = 0.5; // powers of two
  private static final double USUAL_FAILURE = 0.1; // a job that failed twice may fail

  static Tolerances of(Baseline baseline) {
    return new Tolerances(
        Math.max(1, baseline.lateness() / USUAL_LATENESS),
        baseline.sized() ? Math.max(1, baseline.sizes().spread() / USUAL_SPREAD) : 0,
        of(baseline.results().seconds(), USUAL_SPREAD),
        of(baseline.results().failures(), USUAL_FAILURE),
        of(baseline.results().bytes(), USUAL_SPREAD));
  }

  private static double of(UsualFigure figure, double usualSpread) {
    return figure.known() ? Math.max(1, figure.spread() / usualSpread) : 0;
  }

  boolean has(Feature feature) {
    return of(feature) > 0;
  }

  double of(Feature feature) {
    return switch (feature) {
      case SINCE, PHASE_SIN, PHASE_COS, RUNS -> 1;
      case LATENESS -> lateness;
      case BYTES, SIZE, FILES -> bytes;
      case DURATION -> duration;
      case EXIT -> failure;
      case OUTPUT -> output;
    };
  }
}
