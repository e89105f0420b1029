// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static java.time.ZoneOffset.UTC;

import io.stillwatch.bench.detection.FaultContext.Faulty;
import io.stillwatch.bench.detection.Surroundings.Shift;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// What happens to the host or to its source while its jobs are well.
final class HostEvents {
  private static final LocalTime OFF = LocalTime.of(20, 0);
  private static final LocalTime ON = LocalTime.of(6, 0);
  private static final Duration REBOOT = Duration.ofMinutes(10);
  private static final Duration SHORTEST_OUTAGE = Duration.ofHours(6);
  private static final Duration LONGEST_OUTAGE = Duration.ofDays(10);
  private static final Duration LONGEST_LAG = Duration.ofHours(2);
  private static final Duration CLOCK_JUMP = Duration.ofHours(2);
  private static final Duration CLOCK_AHEAD_FOR = Duration.ofDays(1);

  private HostEvents() {}

  /// Every night and every weekend, during the history too.
  static Faulty offAtNight(Timeline healthy, FaultContext context) {
    var spans = new ArrayList<Interval>();
    var first = LocalDate.ofInstant(healthy.runs().getFirst().due(), UTC).minusDays(3);
    var last = LocalDate.ofInstant(context.test().until(), UTC);
    for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (weekend(day)) continue;
      var next = day.plusDays(1);
      while (weekend(next)) next = next.plusDays(1);
      spans.add(new Interval(day.atTime(OFF).toInstant(UTC), next.atTime(ON).toInstant(UTC)));
    }
    return off(healthy, spans);
  }

  private static boolean weekend(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
  }

  /// Three short ones, each between two due times.
  static Faulty reboots(Timeline healthy, FaultContext context) {
    var spans = new ArrayList<Interval>();
    var at = context.onset().plus(context.share(0.4));
    var apart = Duration.between(at, context.test().until()).dividedBy(3);
    for (int i = 0; i < 3; i++) {
      spans.add(new Interval(at, at.plus(REBOOT)));
      at = at.plus(apart);
    }
    return off(healthy, spans);
  }

  private static Faulty off(Timeline healthy, List<Interval> spans) {
    var timeline = healthy.with(healthy.surroundings().withOff(spans));
    var around = timeline.surroundings();
    return Faulty.nothingWrong(timeline.withoutAny(run -> around.isOff(run.at())));
  }

  static Faulty outage(Timeline healthy, FaultContext context) {
    var length = Durations.clamp(context.period().multipliedBy(3), SHORTEST_OUTAGE, LONGEST_OUTAGE);
    var from = context.onset().minus(context.share(0.1));
    var span = new Interval(from, from.plus(length));
    return Faulty.nothingWrong(healthy.with(healthy.surroundings().withOutage(List.of(span))));
  }

  static Faulty lateData(Timeline healthy, FaultContext context) {
    var lag = Durations.clamp(context.share(0.5), Duration.ofMinutes(2), LONGEST_LAG);
    var shift = new Shift(new Interval(context.onset(), context.test().until()), lag);
    return Faulty.nothingWrong(healthy.with(healthy.surroundings().withLag(shift)));
  }

  /// The clock of the host is set two hours ahead, and back a day later. cron makes up for daily
  /// jobs that were skipped and does not repeat any (cron(8), Debian).
  static Faulty clockJump(Timeline healthy, FaultContext context) {
    var from = context.onset().plus(context.share(0.3));
    var span = new Interval(from, from.plus(CLOCK_AHEAD_FOR));
    var around = healthy.surroundings().withClockAhead(new Shift(span, CLOCK_JUMP));
    boolean madeUp = context.rule().every().slowerThanHourly();
    return Faulty.nothingWrong(
        new Timeline(
            underClock(healthy.runs(), span, madeUp),
            underClock(healthy.companion(), span, false),
            healthy.jobs(),
            around));
  }

  private static List<PlannedRun> underClock(
      List<PlannedRun> runs, Interval ahead, boolean madeUp) {
    var result = new ArrayList<PlannedRun>();
    var skipped = new Interval(ahead.from(), ahead.from().plus(CLOCK_JUMP));
    var early = new Interval(skipped.until(), ahead.until().plus(CLOCK_JUMP));
    for (var run : runs) {
      if (early.contains(run.at())) result.add(run.movedTo(run.at().minus(CLOCK_JUMP)));
      else if (!skipped.contains(run.at())) result.add(run);
      else if (madeUp) result.add(run.movedTo(ahead.from().plusSeconds(1)));
    }
    return result;
  }
}
