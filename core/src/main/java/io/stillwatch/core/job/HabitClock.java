// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.SortedSet;

/// Turns minutes of the week into instants, in the host's zone.
final class HabitClock {
  private static final int MINUTES_A_DAY = 24 * 60;

  private HabitClock() {}

  static Optional<Instant> next(SortedSet<Integer> slots, ZoneId zone, Instant after) {
    if (slots.isEmpty()) return Optional.empty();
    var monday = monday(after, zone);
    int minute =
        (int)
            ChronoUnit.MINUTES.between(
                monday.toLocalDateTime(), LocalDateTime.ofInstant(after, zone));
    for (int slot : slots.tailSet(minute)) {
      var due = at(monday, slot);
      if (due.isAfter(after)) return Optional.of(due);
    }
    return Optional.of(at(monday.plusWeeks(1), slots.first()));
  }

  private static ZonedDateTime monday(Instant at, ZoneId zone) {
    return ZonedDateTime.ofInstant(at, zone)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .truncatedTo(ChronoUnit.DAYS);
  }

  private static Instant at(ZonedDateTime monday, int slot) {
    return monday
        .plusDays(slot / MINUTES_A_DAY)
        .withHour(slot % MINUTES_A_DAY / 60)
        .withMinute(slot % 60)
        .toInstant();
  }

  static String words(SortedSet<Integer> slots, Duration period) {
    if (period.compareTo(Duration.ofDays(1)) < 0) return "every " + Durations.words(period);
    int first = slots.isEmpty() ? 0 : slots.first() % MINUTES_A_DAY;
    var time = String.format(java.util.Locale.ROOT, "%02d:%02d", first / 60, first % 60);
    if (period.compareTo(Duration.ofDays(1)) == 0) return "daily at " + time;
    return "every " + Durations.words(period) + " at " + time;
  }
}
