// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.speed;

import io.stillwatch.detector.DetectorSpeed;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/// Measures one thing after the other, again and again, in processor time of this thread.
final class Scoring {
  private static final int PEAK_ROUNDS = 40_000;
  private static final int SINGLES = 20;

  private final DetectorSpeed speed;
  private final int windows;
  private final int rounds;
  private final PeakRate peak = new PeakRate();
  private double sink;

  Scoring(DetectorSpeed speed, int windows, int rounds) {
    this.speed = speed;
    this.windows = windows;
    this.rounds = rounds;
  }

  /// Medians, in seconds: all windows by ours and by DL4J's batched output, one window by either;
  /// and multiplications with an addition a second.
  record Result(double ours, double theirs, double oursOne, double theirsOne, double peak) {}

  Result run() {
    var ours = new double[rounds];
    var theirs = new double[rounds];
    var oursOne = new double[rounds];
    var theirsOne = new double[rounds];
    var rate = new double[rounds];
    for (int round = -2; round < rounds; round++) { // the first two let the compiler work
      int at = Math.max(0, round);
      ours[at] = seconds(() -> speed.ours(windows));
      theirs[at] = seconds(() -> speed.theirs(windows));
      oursOne[at] = one(() -> speed.ours(1));
      theirsOne[at] = one(() -> speed.theirs(1));
      rate[at] = peakRate();
    }
    return new Result(
        median(ours), median(theirs), median(oursOne), median(theirsOne), median(rate));
  }

  private double peakRate() {
    var done = new long[1];
    double seconds = seconds(() -> done[0] = peak.run(PEAK_ROUNDS));
    return done[0] / seconds;
  }

  private double one(DoubleSupplier work) {
    return seconds(() -> {
      for (int i = 0; i < SINGLES; i++) sink += work.getAsDouble();
      return sink;
    })
        / SINGLES;
  }

  private double seconds(DoubleSupplier work) {
    var threads = ManagementFactory.getThreadMXBean();
    long from = threads.getCurrentThreadCpuTime();
    sink += work.getAsDouble();
    return (threads.getCurrentThreadCpuTime() - from) / 1e9;
  }

  /// What was computed, so that it is not optimised away.
  double sink() {
    return sink + peak.sum();
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
