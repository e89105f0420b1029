// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.job.Schedule;
import java.time.Instant;
import java.util.Arrays;

/// The clock by which a job lives: one turn from each due time to the next.
///
/// A job of weekdays makes one turn from Friday to Monday, a monthly one makes a turn in 28 or in
/// 31 days; so on its own clock every punctual job looks alike and one model serves all. Times are
/// seconds since the epoch.
final class OwnClock {
  private static final int MOST_DUES = 256;
  private static final double SAME_RUN = 0.1; // of a period: a run that was logged twice

  /// Of a job without runs: never asked.
  static final OwnClock NONE = new OwnClock(new double[1], new double[1], 1);

  private final double[] seconds;
  private final double[] turns;
  private final double period;

  private OwnClock(double[] seconds, double[] turns, double period) {
    this.seconds = seconds;
    this.turns = turns;
    this.period = period;
  }

  /// By the due times of a schedule; by `runs` and `period` if it names none. `runs` holds the past
  /// runs up to `now`, oldest first, at least one.
  static OwnClock of(Schedule schedule, double[] runs, double period, double now) {
    double last = runs[runs.length - 1];
    var dues = dues(schedule, runs[0] - 1.5 * period, last, now);
    if (dues.length == MOST_DUES && dues[MOST_DUES - 1] <= now) {
      dues = dues(schedule, last - 1.5 * period, last, now); // few runs, many dues: a long silence
    }
    if (dues.length < 2) return byRuns(runs, period);
    var turns = new double[dues.length];
    for (int i = 0; i < turns.length; i++) turns[i] = i;
    return new OwnClock(dues, turns, period);
  }

  /// Due times after `from` up to the first after `now`, at most 256.
  private static double[] dues(Schedule schedule, double from, double lastRun, double now) {
    if (schedule.countsFromLastRun()) return new double[0];
    var dues = new double[MOST_DUES];
    int n = 0;
    var last = instantOf(lastRun);
    var at = instantOf(from);
    while (n < MOST_DUES) {
      var due = schedule.nextAfter(at, last);
      if (due.isEmpty()) break;
      at = due.get();
      dues[n++] = seconds(at);
      if (dues[n - 1] > now) break;
    }
    return Arrays.copyOf(dues, n);
  }

  /// Each past gap counts as a whole number of turns, at least one: a clock set by the runs.
  private static OwnClock byRuns(double[] runs, double period) {
    var knots = new double[runs.length];
    var turns = new double[runs.length];
    knots[0] = runs[0];
    int n = 1;
    for (int i = 1; i < runs.length; i++) {
      double gap = (runs[i] - knots[n - 1]) / period;
      if (gap < SAME_RUN) continue;
      knots[n] = runs[i];
      turns[n] = turns[n - 1] + Math.max(1, Math.rint(gap));
      n++;
    }
    return new OwnClock(Arrays.copyOf(knots, n), Arrays.copyOf(turns, n), period);
  }

  /// In seconds; some turns are longer.
  double period() {
    return period;
  }

  /// Turns at a time; before the first and after the last known due time a turn takes a period.
  double at(double time) {
    int i = Arrays.binarySearch(seconds, time);
    if (i >= 0) return turns[i];
    int next = -i - 1;
    if (next == 0) return turns[0] - (seconds[0] - time) / period;
    int before = next - 1;
    if (next == seconds.length) return turns[before] + (time - seconds[before]) / period;
    double share = (time - seconds[before]) / (seconds[next] - seconds[before]);
    return turns[before] + share * (turns[next] - turns[before]);
  }

  /// The time at which the clock shows so many turns.
  double timeOf(double turn) {
    int i = Arrays.binarySearch(turns, turn);
    if (i >= 0) return seconds[i];
    int next = -i - 1;
    if (next == 0) return seconds[0] - (turns[0] - turn) * period;
    int before = next - 1;
    if (next == seconds.length) return seconds[before] + (turn - turns[before]) * period;
    double share = (turn - turns[before]) / (turns[next] - turns[before]);
    return seconds[before] + share * (seconds[next] - seconds[before]);
  }

  static double seconds(Instant at) {
    return at.getEpochSecond() + at.getNano() / 1e9;
  }

  static Instant instantOf(double seconds) {
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }
}
