// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static io.stillwatch.bench.detection.Expectation.ALERT;
import static io.stillwatch.bench.detection.Expectation.EITHER;
import static io.stillwatch.bench.detection.Expectation.QUIET;
import static io.stillwatch.bench.detection.Expectation.RECORD;

import io.stillwatch.bench.detection.FaultContext.Faulty;
import io.stillwatch.bench.detection.PlannedRun.Effect;
import java.util.Locale;

/// What is done to a series, and what a detector owes for it.
enum Fault {
  CLEAN(QUIET),
  JITTER(QUIET),
  STOP(ALERT),
  STOP_180_DAYS(ALERT),
  SINGLE_MISS(RECORD),
  TWO_MISSES(ALERT),
  LATE_20(QUIET),
  LATE_60(QUIET),
  LATE_ONCE(EITHER),
  CREEP(ALERT),
  NO_EFFECT(ALERT),
  PARTIAL(ALERT),
  HOLLOW(ALERT),
  TOO_LARGE(ALERT),
  FAILING(ALERT),
  DUPLICATED(ALERT),
  TOO_OFTEN(ALERT),
  DRIFTED(ALERT),
  LATE_DATA(QUIET),
  SOURCE_OUTAGE(QUIET),
  DST_FORWARD(QUIET),
  DST_BACK(QUIET),
  HOST_OFF(QUIET),
  REBOOT(QUIET),
  CLOCK_JUMP(QUIET),
  SCHEDULE_CHANGE(QUIET),
  RETIREMENT(QUIET),
  REMOVED_WHILE_STOPPED(ALERT),
  DAEMON_DEAD(ALERT),
  JOBS_200(ALERT),
  FLAPPING(ALERT),
  SLOW(ALERT),
  SHORT(ALERT),
  SILENT_OUTPUT(ALERT),
  VARYING(QUIET);

  private final Expectation expectation;

  Fault(Expectation expectation) {
    this.expectation = expectation;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Two misses of a job that runs more often than every hour are no reason to page.
  Expectation expectation(PeriodClass every) {
    boolean frequent = every.compareTo(PeriodClass.HOURLY) < 0;
    return this == TWO_MISSES && frequent ? RECORD : expectation;
  }

  /// Pure: equal contexts have equal results.
  Faulty edit(Timeline healthy, FaultContext context) {
    return switch (this) {
      case CLEAN, DST_FORWARD, DST_BACK -> Faulty.nothingWrong(healthy);
      case JITTER -> ShiftedRuns.jitter(healthy, context);
      case STOP -> MissedRuns.stop(healthy, context);
      case STOP_180_DAYS -> MissedRuns.longStop(healthy, context);
      case SINGLE_MISS -> MissedRuns.single(healthy, context);
      case TWO_MISSES -> MissedRuns.two(healthy, context);
      case LATE_20 -> ShiftedRuns.lateBy(healthy, context, 0.2);
      case LATE_60 -> ShiftedRuns.lateBy(healthy, context, 0.6);
      case LATE_ONCE -> ShiftedRuns.lateOnce(healthy, context);
      case CREEP -> ShiftedRuns.creep(healthy, context);
      case NO_EFFECT -> LostEffects.of(healthy, context, Effect.NONE);
      case PARTIAL -> LostEffects.of(healthy, context, Effect.PARTIAL);
      case HOLLOW -> LostEffects.hollow(healthy, context);
      case TOO_LARGE -> LostEffects.tooLarge(healthy, context);
      case FAILING -> LostEffects.of(healthy, context, Effect.FAILED);
      case DUPLICATED -> ShiftedRuns.duplicated(healthy, context);
      case TOO_OFTEN -> ShiftedRuns.tooOften(healthy, context);
      case DRIFTED -> ShiftedRuns.drifted(healthy, context);
      case LATE_DATA -> HostEvents.lateData(healthy, context);
      case SOURCE_OUTAGE -> HostEvents.outage(healthy, context);
      case HOST_OFF -> HostEvents.offAtNight(healthy, context);
      case REBOOT -> HostEvents.reboots(healthy, context);
      case CLOCK_JUMP -> HostEvents.clockJump(healthy, context);
      case SCHEDULE_CHANGE -> ShiftedRuns.newSchedule(healthy, context);
      case RETIREMENT -> MissedRuns.retired(healthy, context);
      case REMOVED_WHILE_STOPPED -> MissedRuns.removedWhileStopped(healthy, context);
      case DAEMON_DEAD -> MissedRuns.deadDaemon(healthy, context);
      case JOBS_200 -> MissedRuns.manyJobs(healthy, context);
      case FLAPPING -> MissedRuns.flapping(healthy, context);
      case SLOW -> OddWork.slow(healthy, context);
      case SHORT -> OddWork.brief(healthy, context);
      case SILENT_OUTPUT -> OddWork.silent(healthy, context);
      case VARYING -> OddWork.varying(healthy, context);
    };
  }
}
