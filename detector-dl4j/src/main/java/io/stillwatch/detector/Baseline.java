// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.job.SizeSample;
import java.util.Arrays;
import java.util.List;

/// What is usual for a job, learnt from gaps between runs that closed before its window began.
///
/// `gap` is in turns and at least one; `bytes` is the size of the active file when it is rotated,
/// `files` the number kept; both NaN while unknown. Order statistics, so that one stoppage, which
/// is one gap however long, moves none of them.
record Baseline(double gap, double bytes, double files) {
  private static final int FEWEST = 5;
  private static final double IRREGULAR = 1.5;
  private static final double LONGEST_GAP = 8;
  private static final double SMALLEST_LOG = 1024;

  static Baseline of(JobHistory history, Past past, double before) {
    int closed = past.runsUpTo(before);
    if (closed <= FEWEST) closed = past.runs.length;
    var gaps = new double[Math.max(0, closed - 1)];
    var excluded = Intervals.within(history.excluded(), past.runs[0], before);
    int n = 0;
    for (int i = 0; i + 1 < closed; i++) {
      double from = past.runs[i];
      double until = past.runs[i + 1];
      if (past.blindDuring(from, until)) continue;
      if (excluded.overlap(from, until) > 0) continue;
      gaps[n++] = past.turns[i + 1] - past.turns[i];
    }
    return sized(history, past, closed, usualGap(Arrays.copyOf(gaps, n)));
  }

  /// What nine in ten gaps do not exceed; of a job that keeps no time, the longest.
  private static double usualGap(double[] gaps) {
    if (gaps.length < FEWEST) return 1;
    double most = Statistics.quantile(gaps, 0.9);
    if (most > IRREGULAR) most = Statistics.quantile(gaps, 1);
    return Math.clamp(most, 1, LONGEST_GAP);
  }

  private static Baseline sized(JobHistory history, Past past, int closed, double gap) {
    var bytes = new double[closed];
    var files = new double[closed];
    int n = 0;
    for (int i = 0; i + 1 < closed; i++) {
      int before = lastBefore(history.sizes(), past.runs[i + 1]);
      if (before < 0) continue;
      var sample = history.sizes().get(before);
      if (OwnClock.seconds(sample.at()) <= past.runs[i]) continue; // of an earlier file
      bytes[n] = sample.activeBytes();
      files[n++] = sample.files();
    }
    if (n < FEWEST) return new Baseline(gap, Double.NaN, Double.NaN);
    double usualBytes = Statistics.quantile(Arrays.copyOf(bytes, n), 0.9); // Monday's, too
    double usualFiles = Statistics.quantile(Arrays.copyOf(files, n), 0.5);
    return new Baseline(gap, Math.max(SMALLEST_LOG, usualBytes), Math.max(1, usualFiles));
  }

  boolean sized() {
    return !Double.isNaN(bytes);
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
