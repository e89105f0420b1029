// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.bench.detection.FaultContext.Faulty;
import io.stillwatch.bench.detection.Surroundings.CrontabChange;
import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Faults in which due runs do not come.
final class MissedRuns {
  private static final int MISSES_EVERY = 9; // runs
  private static final int FIRST_MISS = 4;
  private static final int MANY = 200;
  private static final Duration LONG = Duration.ofDays(180);
  private static final int REMOVED_AFTER = 5; // periods

  private MissedRuns() {}

  static Faulty stop(Timeline healthy, FaultContext context) {
    return context.untilRecovery(healthy.without(context.affected()));
  }

  static Faulty longStop(Timeline healthy, FaultContext context) {
    var end = context.onset().plus(LONG);
    return context.until(end, healthy.without(FaultContext.between(context.onset(), end)));
  }

  /// One run in nine is missed, during the history too: the job is used to it.
  static Faulty single(Timeline healthy, FaultContext context) {
    var missed = new HashSet<Instant>();
    var spans = new ArrayList<Interval>();
    var runs = healthy.runs();
    for (int i = FIRST_MISS; i + 1 < runs.size(); i += MISSES_EVERY) {
      var due = runs.get(i).due();
      missed.add(due);
      if (context.test().contains(due)) spans.add(new Interval(due, runs.get(i + 1).due()));
    }
    return new Faulty(healthy.without(run -> missed.contains(run.due())), spans);
  }

  static Faulty two(Timeline healthy, FaultContext context) {
    var second = context.nextDue(context.onset().plusSeconds(1));
    return context.until(
        second.plusSeconds(1),
        healthy.without(FaultContext.between(context.onset(), second.plusSeconds(1))));
  }

  /// Some runs are missed, as many come, again and again.
  static Faulty flapping(Timeline healthy, FaultContext context) {
    int length = context.period().compareTo(Duration.ofHours(1)) < 0 ? 4 : 2;
    var missed = new HashSet<Instant>();
    int number = 0;
    for (var run : healthy.runs()) {
      if (run.due().isBefore(context.onset())) continue;
      if (number / length % 2 == 0) missed.add(run.due());
      number++;
    }
    return context.untilEnd(healthy.without(run -> missed.contains(run.due())));
  }

  static Faulty deadDaemon(Timeline healthy, FaultContext context) {
    return context.untilRecovery(healthy.withoutAny(context.affected()));
  }

  static Faulty manyJobs(Timeline healthy, FaultContext context) {
    return stop(healthy.withJobs(MANY), context);
  }

  /// The line leaves the crontab some periods after the job stopped.
  static Faulty removedWhileStopped(Timeline healthy, FaultContext context) {
    var at = context.onset().plus(context.period().multipliedBy(REMOVED_AFTER));
    var removed = withoutLine(healthy.without(FaultContext.from(context.onset())), at);
    return new Faulty(removed, List.of(new Interval(context.onset(), at)));
  }

  /// The line leaves the crontab between two runs, and nothing runs any more.
  static Faulty retired(Timeline healthy, FaultContext context) {
    var at = context.onset().minus(context.share(0.3));
    return Faulty.nothingWrong(withoutLine(healthy.without(FaultContext.from(at)), at));
  }

  private static Timeline withoutLine(Timeline timeline, Instant at) {
    return timeline.with(timeline.surroundings().withCrontab(new CrontabChange(at, List.of())));
  }
}
