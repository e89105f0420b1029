// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.job.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/// The last runs of a job before an instant, on the job's own clock; knows nothing of what follows.
///
/// They are the last 48, and of a job that runs more often than every quarter of an hour those of
/// the last twelve hours, 128 at most: in four hours of a job of five minutes one late run in ten
/// may not show twice.
///
/// The clock is set so that a whole number of turns is when the job usually runs, not when it is
/// due: a job that always comes twenty minutes late is punctual.
final class Past {
  private static final int ENOUGH_RUNS = 48;
  private static final int MOST_RUNS = 128;
  private static final double RECENT_SECONDS = 12 * 3600;
  private static final int FEWEST_FOR_HABIT = 5;
  private static final int RECENT = 8; // more than a window holds
  private static final double LATEST_HIDDEN = 0.1; // of a turn after which a run would be late

  final double[] runs;
  final double[] turns;
  private final OwnClock clock;
  private final double offset;
  private final Intervals blind;
  private final RunResults results;
  private final Past usual;

  private Past(
      double[] runs, OwnClock clock, Intervals blind, RunResults results, Optional<Past> usual) {
    this.runs = runs;
    this.results = results;
    this.clock = clock;
    this.blind = blind;
    this.usual = usual.orElse(this);
    double[] raw = Arrays.stream(runs).map(clock::at).toArray();
    this.offset =
        usual
            .map(past -> past.offset)
            .orElseGet(() -> usualPhase(Arrays.copyOf(raw, settled(raw.length))));
    this.turns = Arrays.stream(raw).map(t -> t - offset).toArray();
  }

  /// Empty array of runs means: nothing to tell.
  static Past of(JobHistory history, double now) {
    var runs = lastRuns(history, now, _ -> true);
    if (runs.length < 2) {
      var nothing = Intervals.within(List.of(), now, now);
      var none = RunResults.of(List.of(), new double[0], now);
      return new Past(new double[0], OwnClock.NONE, nothing, none, Optional.empty());
    }
    var excluded = Intervals.within(history.excluded(), 0, now);
    var normal = excluded.count() == 0 ? runs : lastRuns(history, now, run -> !excluded.holds(run));
    if (normal.length < 2 || Arrays.equals(runs, normal))
      return of(history, runs, now, Optional.empty());
    return of(history, runs, now, Optional.of(of(history, normal, now, Optional.empty())));
  }

  private static Past of(JobHistory history, double[] runs, double now, Optional<Past> usual) {
    double period = period(history.job().schedule(), runs);
    var clock = OwnClock.of(history.job().schedule(), runs, period, now);
    var blind = Intervals.within(history.blind(), runs[0], now);
    return new Past(runs, clock, blind, RunResults.of(history.ended(), runs, now), usual);
  }

  private static double[] lastRuns(JobHistory history, double now, DoublePredicate wanted) {
    var all = history.runs();
    var runs = new double[MOST_RUNS];
    int first = MOST_RUNS;
    for (int i = all.size() - 1; i >= 0 && first > 0; i--) {
      double run = OwnClock.seconds(all.get(i));
      if (MOST_RUNS - first >= ENOUGH_RUNS && run < now - RECENT_SECONDS) break;
      boolean repeated = first < MOST_RUNS && run >= runs[first];
      if (run <= now && !repeated && wanted.test(run)) runs[--first] = run;
    }
    return Arrays.copyOfRange(runs, first, MOST_RUNS);
  }

  /// The past as it was outside of troubles: what is usual is learned from it.
  Past usual() {
    return usual;
  }

  /// What came of each run, by what is known now.
  RunResults results() {
    return results;
  }

  /// By the schedule; by the median gap where the schedule does not say when, but only how large.
  private static double period(Schedule schedule, double[] runs) {
    double byPlan = schedule.period().toSeconds();
    if (byPlan > 0 && !waitsForSize(schedule)) return byPlan;
    var gaps = new double[runs.length - 1];
    for (int i = 0; i < gaps.length; i++) gaps[i] = runs[i + 1] - runs[i];
    return Math.max(1, Statistics.quantile(gaps, 0.5));
  }

  private static boolean waitsForSize(Schedule schedule) {
    return schedule instanceof Schedule.Rotation rotation
        && (rotation.rule().bySize() || rotation.rule().minBytes() > 0);
  }

  /// The last runs must show where they are away from what was usual before them.
  static int settled(int runs) {
    return runs >= 2 * RECENT ? runs - RECENT : runs;
  }

  /// The median of the runs' phases, taken on the circle.
  private static double usualPhase(double[] raw) {
    if (raw.length < FEWEST_FOR_HABIT) return 0;
    double sin = 0;
    double cos = 0;
    for (double t : raw) {
      sin += Math.sin(2 * Math.PI * t);
      cos += Math.cos(2 * Math.PI * t);
    }
    double mean = Math.atan2(sin, cos) / (2 * Math.PI);
    var deviations = Arrays.stream(raw).map(t -> t - mean - Math.rint(t - mean)).toArray();
    return mean + Statistics.quantile(deviations, 0.5);
  }

  boolean isEmpty() {
    return runs.length == 0;
  }

  double turnsAt(double time) {
    return clock.at(time) - offset;
  }

  double timeOf(double turn) {
    return clock.timeOf(turn + offset);
  }

  /// How many of the runs came up to a time.
  int runsUpTo(double time) {
    int i = Arrays.binarySearch(runs, time);
    return i >= 0 ? i + 1 : -i - 1;
  }

  /// The turn of the last run that came or may have come: what fell due while we were blind gets
  /// the benefit of the doubt. Before the first run: NaN.
  double lastTurn(double time) {
    int n = runsUpTo(time);
    if (n == 0) return Double.NaN;
    double last = turns[n - 1];
    for (int i = 0; i < blind.count(); i++) {
      double from = blind.from(i);
      double until = Math.min(time, blind.until(i));
      if (until <= runs[n - 1] || from >= time) continue;
      double hidden = Math.floor(turnsAt(until));
      if (hidden >= turnsAt(from) - LATEST_HIDDEN) last = Math.max(last, hidden);
    }
    return last;
  }

  /// By how much of a period a run was late, or early if negative.
  double lateness(int run) {
    return (runs[run] - timeOf(Math.rint(turns[run]))) / clock.period();
  }

  /// How many runs came in the turn that ends at a time.
  int runsInTurnUntil(double time) {
    return runsUpTo(time) - runsUpTo(timeOf(turnsAt(time) - 1));
  }

  /// Whether we were blind for more than half of a stretch.
  boolean blindDuring(double from, double until) {
    return blind.overlap(from, until) > (until - from) / 2;
  }
}
