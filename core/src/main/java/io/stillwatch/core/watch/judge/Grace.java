// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.RotationRule;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.Lateness;
import java.time.Duration;
import java.time.Instant;

/// How late a run may be before it counts as missed.
///
/// 1. While fewer than five runs were judged: a tenth of the period, at most 6 hours.
/// 2. Afterwards one and a half times the lateness that the job is used to, at most 6 hours or
///    three quarters of the period, and a third of the period, which is 15 minutes from a period of
///    45 minutes on.
/// 3. A weekly rotation has one opportunity more: versions of logrotate differ by a day.
/// 4. Around a clock change three hours more: the daemons run skipped jobs afterwards.
/// 5. Once two runs in a row were missed, half of it, and a minute at least: another miss surprises
///    nobody, and a job that stopped must not wait for its last excuse.
/// 6. A grace that people set replaces rules 1, 2, 3 and 5, whatever its length.
final class Grace {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int SURPRISES_NOBODY = 2;

  private Grace() {}

  /// After so many misses in a row.
  static Duration after(int missed, Schedule schedule, Lateness lateness, Instant due) {
    var grace = of(schedule, lateness, due);
    if (missed < SURPRISES_NOBODY) return grace;
    var half = grace.dividedBy(2);
    return Durations.longer(half, SHORTEST);
  }

  /// As people set it.
  static Duration set(Duration grace, Schedule schedule, Instant due) {
    return clockChangesNear(schedule, due) ? grace.plus(Schedule.AROUND_CLOCK_CHANGE) : grace;
  }

  static Duration of(Schedule schedule, Lateness lateness, Instant due) {
    var grace = usual(schedule, lateness);
    if (schedule instanceof Schedule.Rotation rotation
        && rotation.rule().frequency() == RotationRule.Frequency.WEEKLY) {
      grace = grace.plus(rotation.opportunity().period());
    }
    return clockChangesNear(schedule, due) ? grace.plus(Schedule.AROUND_CLOCK_CHANGE) : grace;
  }

  private static Duration usual(Schedule schedule, Lateness lateness) {
    var period = schedule.period();
    var least = Durations.clamp(period.dividedBy(3), SHORTEST, USUAL);
    return lateness
        .usual()
        .map(late ->
            Durations.clamp(
                least.plus(late.multipliedBy(3).dividedBy(2)), least, longest(schedule)))
        .orElseGet(() -> Durations.clamp(period.dividedBy(10), least, LONGEST));
  }

  private static Duration longest(Schedule schedule) {
    var most = schedule.period().multipliedBy(3).dividedBy(4);
    boolean longer = !schedule.countsFromLastRun() && most.compareTo(LONGEST) > 0;
    return longer ? most : LONGEST;
  }

  private static boolean clockChangesNear(Schedule schedule, Instant due) {
    var rules = schedule.zone().getRules();
    if (rules.isFixedOffset()) return false;
    return !rules
        .getOffset(due.minus(Schedule.AROUND_CLOCK_CHANGE))
        .equals(rules.getOffset(due.plus(Schedule.AROUND_CLOCK_CHANGE)));
  }
}
