// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.bench.detection.FaultContext.Faulty;
import io.stillwatch.bench.detection.Surroundings.CrontabChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Faults in which runs come at other times than they are due, or too many of them.
final class ShiftedRuns {
  private static final double MOST_JITTER = 0.125; // of a period, as all shares here
  private static final int LATE_EVERY = 10; // runs
  private static final int FIRST_LATE = 3;
  private static final double ONCE_LATE = 0.2;
  private static final double CREEP = 0.06;
  private static final double MOST_CREEP = 0.6;
  private static final double DRIFT = 0.3;
  private static final double SCHEDULE_CHANGE = 0.4;
  private static final int TOO_OFTEN = 4;
  private static final Duration DOUBLE_AFTER = Duration.ofSeconds(20);
  private static final Comparator<PlannedRun> BY_TIME = Comparator.comparing(PlannedRun::at);

  private ShiftedRuns() {}

  static Faulty jitter(Timeline healthy, FaultContext context) {
    return Faulty.nothingWrong(
        healthy.changed(
            _ -> true, run -> later(run, context, context.random().nextDouble() * MOST_JITTER)));
  }

  /// One run in ten is late, during the history too.
  static Faulty lateBy(Timeline healthy, FaultContext context, double share) {
    var runs = new ArrayList<>(healthy.runs());
    for (int i = FIRST_LATE; i < runs.size(); i += LATE_EVERY)
      runs.set(i, later(runs.get(i), context, share));
    return Faulty.nothingWrong(healthy.withRuns(runs));
  }

  /// One run that is late, of a job that never was.
  static Faulty lateOnce(Timeline healthy, FaultContext context) {
    return Faulty.nothingWrong(
        healthy.changed(
            run -> run.due().equals(context.onset()), run -> later(run, context, ONCE_LATE)));
  }

  /// Each run is later than the one before, up to more than half of a period.
  static Faulty creep(Timeline healthy, FaultContext context) {
    var runs = new ArrayList<PlannedRun>();
    int number = 0;
    for (var run : healthy.runs()) {
      boolean affected = !run.due().isBefore(context.onset());
      if (affected) number++;
      runs.add(affected ? later(run, context, Math.min(MOST_CREEP, number * CREEP)) : run);
    }
    return context.untilEnd(healthy.withRuns(runs));
  }

  static Faulty drifted(Timeline healthy, FaultContext context) {
    return context.untilEnd(
        healthy.changed(FaultContext.from(context.onset()), run -> later(run, context, DRIFT)));
  }

  /// The line of the crontab is changed between two runs, and the runs follow it.
  static Faulty newSchedule(Timeline healthy, FaultContext context) {
    var at = context.onset().minus(context.share(0.05));
    var rule = context.rule().later(SCHEDULE_CHANGE);
    var runs = new ArrayList<>(healthy.without(FaultContext.from(at)).runs());
    for (var due : rule.between(at, context.test().until()))
      runs.add(PlannedRun.done(due, due.plusSeconds(1), 1));
    var change = new CrontabChange(at, List.of(rule));
    return Faulty.nothingWrong(
        healthy.withRuns(runs).with(healthy.surroundings().withCrontab(change)));
  }

  static Faulty duplicated(Timeline healthy, FaultContext context) {
    var runs = new ArrayList<>(healthy.runs());
    for (var run : healthy.runs())
      if (context.affected().test(run)) runs.add(run.movedTo(run.at().plus(DOUBLE_AFTER)));
    runs.sort(BY_TIME);
    return context.untilRecovery(healthy.withRuns(runs));
  }

  static Faulty tooOften(Timeline healthy, FaultContext context) {
    var runs = new ArrayList<>(healthy.runs());
    for (var run : healthy.runs()) {
      if (!context.affected().test(run)) continue;
      for (int i = 1; i < TOO_OFTEN; i++) runs.add(later(run, context, (double) i / TOO_OFTEN));
    }
    runs.sort(BY_TIME);
    return context.untilRecovery(healthy.withRuns(runs));
  }

  private static PlannedRun later(PlannedRun run, FaultContext context, double share) {
    return run.movedTo(run.at().plus(context.share(share)));
  }
}
