// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.job.SizeSample;
import java.util.Arrays;
import java.util.List;

/// What is usual for a job, learnt from gaps between runs that closed before its window began.
///
/// `gap` is in turns and at least one; `perTurn` is the number of runs in a turn, at least one;
/// `lateness` is how far runs are usually away from their time, in periods; `files` the number
/// kept; `results` what its runs take and write. What happened once is not usual: a stoppage, which
/// is one gap however long, or one late run moves none of them.
record Baseline(
    double gap,
    double perTurn,
    double lateness,
    ClosedSizes sizes,
    double files,
    RunResults.Usual results) {
  private static final int FEWEST = 5;
  private static final double LONGEST_GAP = 8;
  private static final double LONGEST_HABIT = 4; // in turns; a longer stoppage is none

  static Baseline of(JobHistory history, Past past, double before) {
    int closed = Math.min(past.runsUpTo(before), Past.settled(past.runs.length));
    if (closed <= FEWEST) closed = past.runs.length;
    var gaps = new double[Math.max(0, closed - 1)];
    var excluded = Intervals.within(history.excluded(), past.runs[0], before);
    int n = 0;
    for (int i = 0; i + 1 < closed; i++) {
      double from = past.runs[i];
      double until = past.runs[i + 1];
      if (past.blindDuring(from, until)) continue;
      double gap = past.turns[i + 1] - past.turns[i];
      if (gap > LONGEST_HABIT && excluded.overlap(from, until) > 0) continue;
      gaps[n++] = gap;
    }
    var rhythm = new Rhythm(usualGap(Arrays.copyOf(gaps, n)), perTurn(past, closed));
    return sized(history, past, closed, rhythm);
  }

  private record Rhythm(double gap, double perTurn) {}

  /// What gaps reached twice.
  private static double usualGap(double[] gaps) {
    return gaps.length < FEWEST ? 1 : Math.clamp(Statistics.reachedTwice(gaps), 1, LONGEST_GAP);
  }

  private static double perTurn(Past past, int closed) {
    double span = past.turns[closed - 1] - past.turns[0];
    return span < FEWEST ? 1 : Math.max(1, (closed - 1) / span);
  }

  private static double usualLateness(Past past, int closed) {
    var lateness = new double[closed];
    for (int i = 0; i < closed; i++) lateness[i] = Math.abs(past.lateness(i));
    return closed < FEWEST ? 0 : Statistics.reachedTwice(lateness);
  }

  private static Baseline sized(JobHistory history, Past past, int closed, Rhythm rhythm) {
    double lateness = usualLateness(past, closed);
    var bytes = new double[closed];
    var written = new double[closed];
    var files = new double[closed];
    int n = 0;
    for (int i = 0; i + 1 < closed; i++) {
      int before = closing(history, past, i + 1);
      if (before < 0) continue;
      bytes[n] = Math.max(1, history.sizes().get(before).activeBytes());
      written[n] = past.runs[i + 1] - past.runs[i];
      files[n++] = history.sizes().get(before).files();
    }
    var sizes =
        n < FEWEST
            ? ClosedSizes.UNKNOWN
            : new ClosedSizes(Arrays.copyOf(bytes, n), Arrays.copyOf(written, n));
    double usualFiles = n < FEWEST ? 1 : Statistics.quantile(Arrays.copyOf(files, n), 0.5);
    return new Baseline(
        rhythm.gap,
        rhythm.perTurn,
        lateness,
        sizes,
        Math.max(1, usualFiles),
        past.results().usual(closed));
  }

  /// The index of the last sample of the file that a run closed, or -1.
  static int closing(JobHistory history, Past past, int run) {
    int before = lastBefore(history.sizes(), past.runs[run]);
    boolean ofEarlier =
        before >= 0
            && run > 0
            && OwnClock.seconds(history.sizes().get(before).at()) <= past.runs[run - 1];
    return ofEarlier ? -1 : before;
  }

  boolean sized() {
    return sizes.known();
  }

  /// The index of the last sample taken before a time, or -1.
  static int lastBefore(List<SizeSample> samples, double time) {
    int low = 0;
    int high = samples.size();
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (OwnClock.seconds(samples.get(mid).at()) < time) low = mid + 1;
      else high = mid;
    }
    return low - 1;
  }
}
