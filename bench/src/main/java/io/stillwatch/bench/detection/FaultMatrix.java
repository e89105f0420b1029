// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static io.stillwatch.bench.detection.Fault.*;
import static io.stillwatch.bench.detection.PeriodClass.DAILY;
import static io.stillwatch.bench.detection.PeriodClass.HOURLY;
import static io.stillwatch.bench.detection.PeriodClass.MONTHLY_FIRST;
import static io.stillwatch.bench.detection.PeriodClass.MONTHLY_LAST;
import static io.stillwatch.bench.detection.PeriodClass.WEEKDAYS;
import static io.stillwatch.bench.detection.PeriodClass.WEEKLY;

import java.util.EnumSet;
import java.util.Set;

/// Which faults make sense in which series.
///
/// 1. cron cannot express the last day of a month, so that class is learned; it has the basic
///    faults only.
/// 2. logrotate knows hourly, daily, weekly and monthly; other rhythms of rotation are learned. An
///    RDS instance begins files by the hour or by the day and has no configuration that we read.
/// 3. Without a configuration a changed schedule, a removed line and a drift look like the fault or
///    the change that they are not: these need one.
/// 4. A change of summer time matters from hourly to weekly; a host that is off at weekends has no
///    weekly job; a stop of 180 days is played for daily, weekly and monthly jobs, 200 jobs for
///    hourly and daily ones.
/// 5. How long runs take and what they write shows only where the log reports it; nothing else is
///    played there.
final class FaultMatrix {
  private static final Set<Fault> EFFECTS = EnumSet.of(NO_EFFECT, PARTIAL, HOLLOW, TOO_LARGE);
  private static final Set<Fault> OF_FAMILIES = EnumSet.of(CLEAN, STOP, PARTIAL, HOLLOW, TOO_LARGE);
  private static final Set<Fault> OF_WORK = EnumSet.of(SLOW, SHORT, SILENT_OUTPUT, VARYING);
  private static final Set<Fault> NEED_CONFIGURATION =
      EnumSet.of(DRIFTED, SCHEDULE_CHANGE, RETIREMENT, REMOVED_WHILE_STOPPED);
  private static final Set<Fault> BASIC =
      EnumSet.of(CLEAN, JITTER, STOP, SINGLE_MISS, SOURCE_OUTAGE, DAEMON_DEAD);
  private static final Set<PeriodClass> STANZAS = EnumSet.of(HOURLY, DAILY, WEEKLY, MONTHLY_FIRST);

  private FaultMatrix() {}

  static boolean has(PeriodClass every, boolean configured, SeriesKind kind, Fault fault) {
    if (every == MONTHLY_LAST && (configured || !BASIC.contains(fault))) return false;
    if (NEED_CONFIGURATION.contains(fault) && !configured) return false;
    return kindExists(every, configured, kind) && ofKind(kind, fault) && ofClass(every, fault);
  }

  private static boolean kindExists(PeriodClass every, boolean configured, SeriesKind kind) {
    return switch (kind) {
      case COMMAND -> true;
      case REPORTED -> every != MONTHLY_LAST;
      case ROTATION ->
          configured
              ? STANZAS.contains(every)
              : every.compareTo(HOURLY) >= 0 && every != MONTHLY_LAST;
      case FAMILY -> !configured && (every == HOURLY || every == DAILY);
    };
  }

  private static boolean ofKind(SeriesKind kind, Fault fault) {
    return switch (kind) {
      case COMMAND -> !EFFECTS.contains(fault) && !OF_WORK.contains(fault);
      case REPORTED -> fault == CLEAN || OF_WORK.contains(fault);
      case ROTATION -> fault == CLEAN || EFFECTS.contains(fault);
      case FAMILY -> OF_FAMILIES.contains(fault);
    };
  }

  private static boolean ofClass(PeriodClass every, Fault fault) {
    return switch (fault) {
      case DST_FORWARD, DST_BACK -> every.compareTo(HOURLY) >= 0 && every.compareTo(WEEKLY) <= 0;
      case HOST_OFF -> every.compareTo(WEEKDAYS) <= 0;
      case STOP_180_DAYS -> every == DAILY || every == WEEKLY || every == MONTHLY_FIRST;
      case JOBS_200 -> every == HOURLY || every == DAILY;
      default -> true;
    };
  }
}
