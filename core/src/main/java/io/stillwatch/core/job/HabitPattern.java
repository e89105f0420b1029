// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What repeats in the past runs of a job that no configuration describes.
public sealed interface HabitPattern {
  /// The first due time after `after`, in the zone of the host.
  Optional<Instant> nextAfter(Instant after, Instant lastRun, ZoneId zone);

  /// For people, without the zone: `daily at 02:30`.
  String inWords();

  /// Several times a day: at these minutes of the hour, in these hours of the week (0 is Monday
  /// 00:00 to 01:00).
  record Hours(BitSet minutes, BitSet hoursOfWeek) implements HabitPattern {
    private static final int HOURS_A_DAY = 24;
    private static final int MINUTES_AN_HOUR = 60;
    private static final int MOST_TIMES = 4; // a day that are named one by one
    private static final int HOURS_A_WEEK = 7 * HOURS_A_DAY;

    public Hours {
      minutes = (BitSet) minutes.clone();
      hoursOfWeek = (BitSet) hoursOfWeek.clone();
    }

    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun, ZoneId zone) {
      if (minutes.isEmpty() || hoursOfWeek.isEmpty()) return Optional.empty();
      // By instants, so that an hour that is repeated is due twice and a skipped one never.
      var t = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
      // Two weeks, because the only hour of one of them may be skipped.
      for (int hour = 0; hour <= 2 * HOURS_A_WEEK + 1; hour++) {
        if (hoursOfWeek.get(hourOfWeek(t.toLocalDateTime()))) {
          int minute = minutes.nextSetBit(t.getMinute());
          if (minute >= 0) return Optional.of(t.withMinute(minute).toInstant());
        }
        t = t.plusMinutes(MINUTES_AN_HOUR - t.getMinute());
      }
      return Optional.empty();
    }

    public static int hourOfWeek(LocalDateTime at) {
      return (at.getDayOfWeek().getValue() - 1) * HOURS_A_DAY + at.getHour();
    }

    @Override
    public String inWords() {
      var daily = sameEachDay();
      if (daily.isPresent()
          && minutes.cardinality() == 1
          && daily.get().cardinality() <= MOST_TIMES)
        return DayRule.on(days()).inWords() + " at " + times(daily.get());
      int hours = hoursOfWeek.cardinality();
      var when = hours == HOURS_A_WEEK ? "" : ", " + hours + " hours a week";
      if (minutes.cardinality() > 1) {
        return "every " + MINUTES_AN_HOUR / minutes.cardinality() + " min" + when;
      }
      return "at minute " + minutes.nextSetBit(0) + (when.isEmpty() ? " of each hour" : when);
    }

    /// The hours of a day, if they are the same on each day that has some.
    private Optional<BitSet> sameEachDay() {
      var hours =
          days().stream()
              .map(day -> (day.getValue() - 1) * HOURS_A_DAY)
              .map(from -> hoursOfWeek.get(from, from + HOURS_A_DAY))
              .distinct()
              .toList();
      return hours.size() == 1 ? Optional.of(hours.getFirst()) : Optional.empty();
    }

    private Set<DayOfWeek> days() {
      return hoursOfWeek.stream()
          .mapToObj(hour -> DayOfWeek.of(hour / HOURS_A_DAY + 1))
          .collect(Collectors.toSet());
    }

    private String times(BitSet hours) {
      var times =
          hours.stream()
              .mapToObj(hour -> LocalTime.of(hour, minutes.nextSetBit(0)).toString())
              .toList();
      int last = times.size() - 1;
      return last == 0
          ? times.getFirst()
          : String.join(", ", times.subList(0, last)) + " and " + times.get(last);
    }
  }

  /// At one time of day on some days.
  record Days(LocalTime time, DayRule days) implements HabitPattern {
    private static final int SEARCH_DAYS = 9 * 366;

    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun, ZoneId zone) {
      var day = LocalDate.ofInstant(after, zone).minusDays(1);
      for (int i = 0; i < SEARCH_DAYS; i++, day = day.plusDays(1)) {
        if (!days.matches(day)) continue;
        var due = day.atTime(time).atZone(zone).withEarlierOffsetAtOverlap().toInstant();
        if (due.isAfter(after)) return Optional.of(due);
      }
      return Optional.empty();
    }

    @Override
    public String inWords() {
      return days.inWords() + " at " + time.truncatedTo(ChronoUnit.MINUTES);
    }
  }

  /// So long after the last run at most, whatever the hour.
  record Every(Duration period) implements HabitPattern {
    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun, ZoneId zone) {
      return Optional.of(Periods.nextAfter(after, lastRun, period));
    }

    @Override
    public String inWords() {
      return "every " + Durations.words(period) + " or sooner";
    }
  }

  /// On which days: each part that is not empty must match.
  ///
  /// `daysOfMonth` counts from 1, and from the end of the month with negative numbers (-1 is the
  /// last day); `weekOfMonth` is 1 to 5 for the nth such weekday, -1 for the last, 0 for any;
  /// `month` is 1 to 12, 0 for any.
  record DayRule(Set<DayOfWeek> weekdays, Set<Integer> daysOfMonth, int weekOfMonth, int month) {
    private static final int DAYS_A_WEEK = 7;

    public DayRule {
      weekdays = Set.copyOf(weekdays);
      daysOfMonth = Set.copyOf(daysOfMonth);
    }

    public static DayRule on(Set<DayOfWeek> weekdays) {
      return new DayRule(weekdays, Set.of(), 0, 0);
    }

    public static DayRule onDays(Set<Integer> daysOfMonth) {
      return new DayRule(Set.of(), daysOfMonth, 0, 0);
    }

    public static DayRule onNth(int week, DayOfWeek weekday) {
      return new DayRule(Set.of(weekday), Set.of(), week, 0);
    }

    public static DayRule yearly(int month, int dayOfMonth) {
      return new DayRule(Set.of(), Set.of(dayOfMonth), 0, month);
    }

    public boolean matches(LocalDate day) {
      if (month != 0 && day.getMonthValue() != month) return false;
      if (!weekdays.isEmpty() && !weekdays.contains(day.getDayOfWeek())) return false;
      if (weekOfMonth != 0 && weekOfMonth != week(day, weekOfMonth)) return false;
      return daysOfMonth.isEmpty()
          || daysOfMonth.contains(day.getDayOfMonth())
          || daysOfMonth.contains(fromEnd(day));
    }

    /// -1 on the last day of its month.
    public static int fromEnd(LocalDate day) {
      return day.getDayOfMonth() - day.lengthOfMonth() - 1;
    }

    private static int week(LocalDate day, int wanted) {
      return wanted > 0
          ? (day.getDayOfMonth() - 1) / DAYS_A_WEEK + 1
          : -((day.lengthOfMonth() - day.getDayOfMonth()) / DAYS_A_WEEK + 1);
    }

    String inWords() {
      if (month != 0) return "yearly on " + days() + " of month " + month;
      if (weekOfMonth != 0) return "monthly on " + nth() + " " + names();
      if (!daysOfMonth.isEmpty()) return "monthly on " + days();
      if (weekdays.size() == DAYS_A_WEEK) return "daily";
      return weekdays.size() == 1 ? "weekly on " + names() : "on " + names();
    }

    private String nth() {
      return weekOfMonth < 0 ? "the last" : "number " + weekOfMonth + ",";
    }

    private String days() {
      return daysOfMonth.stream()
          .sorted()
          .map(day ->
              day == -1 ? "the last day" : day < 0 ? -day + " days before the end" : "day " + day)
          .collect(Collectors.joining(", "));
    }

    private String names() {
      return weekdays.stream()
          .sorted()
          .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
          .collect(Collectors.joining(", "));
    }
  }
}
