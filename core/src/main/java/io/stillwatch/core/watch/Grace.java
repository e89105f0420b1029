// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// How late a run may be before it counts as missed.
///
/// Before a habit of punctuality is known: a tenth of the period, between 15 minutes and 6 hours.
/// Afterwards 15 minutes and one and a half times the greatest lateness seen. Around a clock change
/// three hours more: cron runs skipped jobs afterwards and delays repeated ones.
final class Grace {
  private static final Duration LEAST = Duration.ofMinutes(15);
  private static final Duration MOST = Duration.ofHours(6);
  private static final Duration AROUND_CLOCK_CHANGE = Duration.ofHours(3);
  private static final int ENOUGH = 5;

  private Grace() {}

  static Duration of(Schedule schedule, List<Duration> lateness, Instant due) {
    var grace = usual(schedule.period(), lateness);
    return clockChangesNear(due, zoneOf(schedule)) ? grace.plus(AROUND_CLOCK_CHANGE) : grace;
  }

  private static Duration usual(Duration period, List<Duration> lateness) {
    if (lateness.size() < ENOUGH) return clamp(period.dividedBy(10));
    var worst = lateness.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    return clamp(LEAST.plus(worst.multipliedBy(3).dividedBy(2)));
  }

  private static Duration clamp(Duration grace) {
    if (grace.compareTo(LEAST) < 0) return LEAST;
    return grace.compareTo(MOST) > 0 ? MOST : grace;
  }

  private static ZoneId zoneOf(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Cron cron -> cron.zone();
      case Schedule.Habit habit -> habit.zone();
      case Schedule.SinceLast _, Schedule.WhenLarger _, Schedule.Learning _, Schedule.Never _ ->
          java.time.ZoneOffset.UTC;
    };
  }

  private static boolean clockChangesNear(Instant due, ZoneId zone) {
    var rules = zone.getRules();
    if (rules.isFixedOffset()) return false;
    return !rules
        .getOffset(due.minus(AROUND_CLOCK_CHANGE))
        .equals(rules.getOffset(due.plus(AROUND_CLOCK_CHANGE)));
  }
}
