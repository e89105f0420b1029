// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.JobHistory;
import java.util.Optional;

/// Cuts the past of a job into windows on the job's own clock. Pure; never looks past the end.
final class Sequences {
  private static final double MOST = 4; // log2(1 + 15 periods)
  private static final double MOST_RUNS = 3;
  private static final float MOST_LATENESS = 2;
  private static final double MOST_FILES = 2;

  private final int steps;
  private final int stepsPerPeriod;

  Sequences(int steps, int stepsPerPeriod) {
    this.steps = steps;
    this.stepsPerPeriod = stepsPerPeriod;
  }

  /// The window that ends at `now`; empty if there are too few runs or nothing was seen.
  Optional<Window> window(JobHistory history, double now) {
    var past = Past.of(history, now);
    if (past.isEmpty()) return Optional.empty();
    var bounds = bounds(past, now);
    var baseline = Baseline.of(history, past.usual(), bounds[0]);
    var tolerances = Tolerances.of(baseline);
    var values = new float[steps * Feature.COUNT];
    var known = new boolean[steps];
    int seen = 0;
    for (int step = 0; step < steps; step++) {
      if (past.blindDuring(bounds[step], bounds[step + 1])) continue;
      if (past.runsUpTo(bounds[step + 1]) == 0) continue; // nothing known yet
      fill(values, step, history, past, baseline, bounds);
      results(values, step, past, baseline.results(), bounds[step + 1]);
      inOwnUnits(values, step, tolerances);
      known[step] = true;
      seen++;
    }
    if (seen == 0) return Optional.empty();
    double overdue = past.timeOf(past.lastTurn(now) + baseline.gap());
    return Optional.of(new Window(history.job().id(), values, known, tolerances, bounds, overdue));
  }

  /// Steps begin and end half a step off the turns, so that a run, early or late, falls well inside
  /// one; only the last step is cut, by the present.
  private double[] bounds(Past past, double now) {
    double end = past.turnsAt(now);
    double last = (Math.ceil(end * stepsPerPeriod - 0.5) - 0.5) / stepsPerPeriod;
    var bounds = new double[steps + 1];
    for (int i = 0; i < steps; i++) {
      bounds[i] = Math.min(now, past.timeOf(last - (double) (steps - 1 - i) / stepsPerPeriod));
    }
    bounds[steps] = now;
    return bounds;
  }

  private void fill(
      float[] values, int step, JobHistory history, Past past, Baseline baseline, double[] bounds) {
    double end = bounds[step + 1];
    double turn = past.turnsAt(end);
    double since = (turn - past.lastTurn(end)) / baseline.gap();
    int last = past.runsUpTo(end) - 1;
    int at = step * Feature.COUNT;
    values[at + Feature.SINCE.column()] = Feature.log2Plus1(since, MOST);
    values[at + Feature.PHASE_SIN.column()] =
        (float) (Feature.PHASE_SCALE * Math.sin(2 * Math.PI * turn));
    values[at + Feature.PHASE_COS.column()] =
        (float) (Feature.PHASE_SCALE * Math.cos(2 * Math.PI * turn));
    values[at + Feature.RUNS.column()] =
        Feature.log2Plus1(past.runsInTurnUntil(end) / baseline.perTurn(), MOST_RUNS);
    values[at + Feature.LATENESS.column()] = (float) (Feature.LATENESS_SCALE * past.lateness(last));
    if (!baseline.sized()) return;
    int sample = Baseline.lastBefore(history.sizes(), Math.nextUp(end));
    if (sample < 0) return;
    var size = history.sizes().get(sample);
    values[at + Feature.BYTES.column()] =
        Feature.log2Plus1(size.activeBytes() / baseline.sizes().most(), MOST);
    int closing = Baseline.closing(history, past, last);
    if (closing >= 0) {
      double closed = Math.max(1, history.sizes().get(closing).activeBytes());
      double written = last > 0 ? past.runs[last] - past.runs[last - 1] : 0;
      values[at + Feature.SIZE.column()] =
          Feature.log2(closed / baseline.sizes().usual(written), MOST);
    }
    values[at + Feature.FILES.column()] =
        Feature.log2(Math.max(0.25, size.files()) / baseline.files(), MOST_FILES);
  }

  private static void results(
      float[] values, int step, Past past, RunResults.Usual usual, double end) {
    int last = past.runsUpTo(end) - 1;
    int at = step * Feature.COUNT;
    var results = past.results();
    values[at + Feature.DURATION.column()] =
        (float) usual.seconds().log2(results.seconds(last, end), MOST);
    values[at + Feature.OUTPUT.column()] =
        (float) usual.bytes().log2(results.bytes(last, end), MOST);
    values[at + Feature.EXIT.column()] =
        usual.failures().known() ? (float) results.failure(last, end) : Float.NaN;
  }

  /// What is usual for a job looks alike for all: else the network, which knows jobs that are late
  /// by half a period, would find that as likely for one that never was.
  private static void inOwnUnits(float[] values, int step, Tolerances tolerances) {
    for (var feature : Feature.ALL) {
      if (!tolerances.has(feature)) continue;
      int at = step * Feature.COUNT + feature.column();
      values[at] = (float) (values[at] / tolerances.of(feature));
    }
    int late = step * Feature.COUNT + Feature.LATENESS.column();
    values[late] = Math.clamp(values[late], -MOST_LATENESS, MOST_LATENESS);
  }
}
