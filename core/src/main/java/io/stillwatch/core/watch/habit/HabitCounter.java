// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.habit;

import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.state.HabitHistory;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Counts in which hours of the week a job ran, up to its last run: a stop teaches nothing.
public final class HabitCounter {
  private static final Duration HOUR = Duration.ofHours(1);

  /// What is older teaches nothing that the present does not.
  public static final Duration LONGEST = Duration.ofDays(70);

  private HabitCounter() {}

  public static HabitHistory count(JobState job, List<Intervals> ignored, ZoneId zone) {
    var history = job.habit();
    var last = job.runs().last();
    if (last.isEmpty()) return history;
    var until = hourOf(last.get(), zone);
    var hour = hourOf(history.countedThrough(), zone);
    var oldest = until.minus(LONGEST);
    if (hour.isBefore(oldest)) hour = oldest;
    while (hour.isBefore(until)) {
      var end = nextHour(hour, zone);
      history =
          teaches(ignored, hour, end)
              ? history.with(hourOfWeek(hour, zone), ran(job, hour, end), end)
              : history.countedThrough(end);
      hour = end;
    }
    return history;
  }

  /// When the hour began on the clock of the host, which may be half an hour off.
  private static Instant hourOf(Instant at, ZoneId zone) {
    return at.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
  }

  /// Where a clock is set back by half an hour, half an hour later.
  private static Instant nextHour(Instant at, ZoneId zone) {
    return at.plus(HOUR.minusMinutes(at.atZone(zone).getMinute()));
  }

  private static boolean teaches(List<Intervals> ignored, Instant from, Instant until) {
    return ignored.stream().noneMatch(spans -> spans.overlaps(from, until));
  }

  private static boolean ran(JobState job, Instant from, Instant until) {
    return job.runs().ceiling(from).filter(run -> run.isBefore(until)).isPresent();
  }

  private static int hourOfWeek(Instant at, ZoneId zone) {
    return HabitPattern.Hours.hourOfWeek(LocalDateTime.ofInstant(at, zone));
  }
}
