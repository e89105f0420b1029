// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When a window is open. What it costs to ask depends on the stretch that is asked about, never on
/// how often the window was open before.
public sealed interface Recurrence {
  /// The times it is open at some instant of a stretch, in order; they may begin before it and end
  /// after it.
  List<Interval> during(Interval stretch);

  /// The time it is open at an instant.
  default Optional<Interval> at(Instant instant) {
    return during(new Interval(instant, instant.plusNanos(1))).stream().findFirst();
  }

  private static boolean overlap(Interval one, Interval other) {
    return one.from().isBefore(other.until()) && other.from().isBefore(one.until());
  }

  /// Once, in the local time of a zone.
  record Once(LocalDateTime from, LocalDateTime until, ZoneId zone) implements Recurrence {
    @Override
    public List<Interval> during(Interval stretch) {
      return LocalTimes.interval(from, until, zone)
          .filter(open -> overlap(open, stretch))
          .map(List::of)
          .orElse(List.of());
    }
  }

  /// From a time of day on, for so long by the clock of the zone: 22:00 for eight hours ends at
  /// 06:00, also in the nights in which clocks are set.
  record Repeated(List<Days> days, LocalTime start, Duration length, ZoneId zone)
      implements Recurrence {
    /// How far an instant may be from the local date that its time is compared with.
    private static final int MARGIN_DAYS = 2;

    public Repeated {
      days = List.copyOf(days);
    }

    @Override
    public List<Interval> during(Interval stretch) {
      var open = new ArrayList<Interval>();
      var last = LocalDate.ofInstant(stretch.until(), zone).plusDays(1);
      var day = LocalDate.ofInstant(stretch.from(), zone).minusDays(length.toDays() + MARGIN_DAYS);
      for (; !day.isAfter(last); day = day.plusDays(1)) {
        if (!includes(day)) continue;
        var from = day.atTime(start);
        LocalTimes.interval(from, from.plus(length), zone)
            .filter(one -> overlap(one, stretch))
            .ifPresent(open::add);
      }
      return open;
    }

    private boolean includes(LocalDate day) {
      return days.stream().anyMatch(each -> each.include(day));
    }
  }

  /// At listed times: those of a calendar. They are in order and do not overlap.
  record Listed(List<Interval> times) implements Recurrence {
    public Listed {
      times = Interval.merged(times);
    }

    @Override
    public List<Interval> during(Interval stretch) {
      int low = 0;
      int high = times.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (times.get(middle).until().isAfter(stretch.from())) high = middle;
        else low = middle + 1;
      }
      int end = low;
      while (end < times.size() && overlap(times.get(end), stretch)) end++;
      return times.subList(low, end);
    }
  }
}
