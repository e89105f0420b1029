// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import java.util.Arrays;
import java.util.List;

/// What came of each run of a job, as far as it is known: NaN where it is not.
///
/// 1. A result is known from the end of its run on; of a failure whose time was not logged, at
///    once.
/// 2. The result of a run that goes on is not known; until then that of the run before it holds.
/// 3. Length and output count of runs that succeeded: what a failed run took and wrote says nothing
///    of the work.
/// 4. A run that ended too soon to have done its work failed.
final class RunResults {
  private final double[] ends;
  private final double[] seconds;
  private final double[] bytes;
  private final double[] failures;

  private RunResults(int runs) {
    ends = unknown(runs);
    seconds = unknown(runs);
    bytes = unknown(runs);
    failures = unknown(runs);
  }

  private static double[] unknown(int runs) {
    var values = new double[runs];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /// Of runs that began at these times, oldest first, by what is known at an instant.
  static RunResults of(List<RunFigures> ended, double[] runs, double now) {
    var results = new RunResults(runs.length);
    int run = runs.length - 1;
    for (int i = ended.size() - 1; i >= 0 && run >= 0; i--) {
      double at = OwnClock.seconds(ended.get(i).at());
      while (run >= 0 && runs[run] > at) run--;
      if (run >= 0 && runs[run] == at) results.put(run, at, ended.get(i), now);
    }
    return results;
  }

  private void put(int run, double at, RunFigures figures, double now) {
    double end = figures.endedAt().map(OwnClock::seconds).orElse(at);
    if (end > now) return;
    ends[run] = end;
    boolean good = figures.outcome() == Run.Outcome.SUCCEEDED;
    failures[run] = good ? 0 : 1;
    if (!good) return;
    seconds[run] = figures.took().map(took -> took.toMillis() / 1e3).orElse(Double.NaN);
    bytes[run] = figures.outputBytes().map(Long::doubleValue).orElse(Double.NaN);
  }

  /// How long the last of the first runs took, by what was known at a time.
  double seconds(int run, double time) {
    return last(seconds, run, time);
  }

  double bytes(int run, double time) {
    return last(bytes, run, time);
  }

  /// 1 if it failed, 0 if it did not.
  double failure(int run, double time) {
    return last(failures, run, time);
  }

  private double last(double[] values, int run, double time) {
    if (ends[run] <= time) return values[run];
    return run > 0 && ends[run - 1] <= time ? values[run - 1] : Double.NaN;
  }

  /// What is usual of the first runs.
  Usual usual(int runs) {
    return new Usual(
        UsualFigure.ofSeconds(known(seconds, runs)),
        UsualFigure.ofBytes(known(bytes, runs)),
        UsualFigure.ofFailures(known(failures, runs)));
  }

  /// How long runs usually take, how many bytes they write, and whether they fail.
  record Usual(UsualFigure seconds, UsualFigure bytes, UsualFigure failures) {}

  private static double[] known(double[] values, int runs) {
    return Arrays.stream(values, 0, runs).filter(value -> !Double.isNaN(value)).toArray();
  }
}
