// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.habit;

import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.job.HabitPattern.DayRule;
import io.stillwatch.core.job.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Learns jobs that run once a day or less: at which time of day, on which days.
///
/// Candidates are tried from the plainest to the rarest: days of the week, days of the month (also
/// counted from its end), the nth weekday of a month, a day of the year. One is a habit if it was
/// kept on 85 % of its days, and explains as many of the runs.
final class DayHabit {
  private static final double KEPT = 0.85;
  private static final Duration SPREAD = Duration.ofHours(2);
  private static final Duration TWICE = Duration.ofMinutes(30);
  private static final Duration HALF_A_DAY = Duration.ofHours(12);
  private static final int MINUTES_A_DAY = 24 * 60;
  private static final int OCCASIONS = 3;
  private static final int WORKING_DAYS_NEEDED = 4;
  private static final int WEEKEND_DAYS_NEEDED = 2;
  private static final int MONTHS = 4;
  private static final int YEARS = 3;
  private static final int DAYS_BEFORE_END = 3;

  private final Observed observed;
  private final Set<LocalDate> ran = new HashSet<>();
  private final List<LocalDate> days = new ArrayList<>();
  private final LocalTime time;

  private DayHabit(Observed observed, LocalTime time) {
    this.observed = observed;
    this.time = time;
    for (int i = 0; i < observed.runs().size(); i++) ran.add(day(i));
    var first = day(0);
    var last = day(observed.runs().size() - 1);
    for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (observed.teaches(day) || ran.contains(day)) days.add(day);
    }
  }

  static Optional<Schedule> learn(Observed observed, Duration usual) {
    return usualTime(observed).flatMap(time -> new DayHabit(observed, time).find(usual));
  }

  /// Whether the days of a habit that was learned before are kept.
  static boolean keeps(Observed observed, HabitPattern.Days habit) {
    return new DayHabit(observed, habit.time()).share(habit.days()::matches) >= KEPT;
  }

  /// The day of a run; a run around midnight belongs to the day of the usual time.
  private LocalDate day(int i) {
    var at = observed.local(i);
    long apart = Duration.between(time, at.toLocalTime()).toMinutes();
    if (apart > MINUTES_A_DAY / 2) return at.toLocalDate().plusDays(1);
    return apart < -MINUTES_A_DAY / 2 ? at.toLocalDate().minusDays(1) : at.toLocalDate();
  }

  /// The median on the circle of the day, if nearly all runs are near it.
  private static Optional<LocalTime> usualTime(Observed observed) {
    int size = observed.runs().size();
    var minutes =
        IntStream.range(0, size)
            .map(i -> observed.local(i).toLocalTime().toSecondOfDay() / 60)
            .toArray();
    double sin = 0;
    double cos = 0;
    for (int minute : minutes) {
      sin += Math.sin(2 * Math.PI * minute / MINUTES_A_DAY);
      cos += Math.cos(2 * Math.PI * minute / MINUTES_A_DAY);
    }
    int mean = (int) Math.round(Math.atan2(sin, cos) / (2 * Math.PI) * MINUTES_A_DAY);
    var apart = IntStream.of(minutes).map(minute -> distance(minute, mean)).sorted().toArray();
    int median = apart[size / 2];
    long near = IntStream.of(apart).filter(a -> Math.abs(a - median) <= SPREAD.toMinutes()).count();
    if (near < KEPT * size || severalADay(observed)) return Optional.empty();
    return Optional.of(LocalTime.ofSecondOfDay(Math.floorMod(mean + median, MINUTES_A_DAY) * 60L));
  }

  /// Whether many runs come soon after another; what is started twice at once is one.
  private static boolean severalADay(Observed observed) {
    var gaps = observed.gaps();
    long close =
        gaps.stream()
            .filter(gap -> gap.compareTo(TWICE) > 0 && gap.compareTo(HALF_A_DAY) < 0)
            .count();
    return close > (1 - KEPT) * gaps.size();
  }

  private static int distance(int minute, int from) {
    int apart = Math.floorMod(minute - from, MINUTES_A_DAY);
    return apart > MINUTES_A_DAY / 2 ? apart - MINUTES_A_DAY : apart;
  }

  private Optional<Schedule> find(Duration usual) {
    return byWeekdays()
        .or(this::byDaysOfMonth)
        .or(this::byNthWeekday)
        .or(this::byYear)
        .map(rule -> schedule(rule, usual));
  }

  private Schedule schedule(DayRule rule, Duration usual) {
    long period = Math.max(1, Math.round(usual.toMinutes() / (double) MINUTES_A_DAY));
    return new Schedule.Habit(
        new HabitPattern.Days(time, rule),
        observed.zone(),
        share(rule::matches),
        observed.runs().size(),
        Duration.ofDays(period));
  }

  /// Each weekday that was kept; before it came three times, the days of its kind speak for it.
  private Optional<DayRule> byWeekdays() {
    var weekdays = EnumSet.noneOf(DayOfWeek.class);
    for (var weekday : DayOfWeek.values()) if (expected(weekday)) weekdays.add(weekday);
    return weekdays.isEmpty() ? Optional.empty() : explained(DayRule.on(weekdays));
  }

  private boolean expected(DayOfWeek weekday) {
    long passed = passed(day -> day.getDayOfWeek() == weekday);
    if (passed >= OCCASIONS) return kept(day -> day.getDayOfWeek() == weekday) >= KEPT * passed;
    boolean weekend = weekend(weekday);
    Predicate<LocalDate> alike = day -> weekend(day.getDayOfWeek()) == weekend;
    int needed = weekend ? WEEKEND_DAYS_NEEDED : WORKING_DAYS_NEEDED;
    return passed(alike) >= needed && kept(alike) >= KEPT * passed(alike);
  }

  private static boolean weekend(DayOfWeek weekday) {
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
  }

  private Optional<DayRule> byDaysOfMonth() {
    var days = new TreeSet<Integer>();
    for (int day = 1; day <= 31; day++) {
      int number = day;
      if (keeps(at -> at.getDayOfMonth() == number, MONTHS)) days.add(day);
    }
    var counted = days.isEmpty() ? Optional.<DayRule>empty() : explained(DayRule.onDays(days));
    if (counted.isPresent()) return counted;
    for (int fromEnd = -1; fromEnd >= -DAYS_BEFORE_END; fromEnd--) {
      int number = fromEnd;
      if (!keeps(at -> DayRule.fromEnd(at) == number, MONTHS)) continue;
      var rule = explained(DayRule.onDays(Set.of(fromEnd)));
      if (rule.isPresent()) return rule;
    }
    return Optional.empty();
  }

  private Optional<DayRule> byNthWeekday() {
    for (var weekday : DayOfWeek.values()) {
      for (int week : new int[] {1, 2, 3, 4, -1}) {
        var rule = DayRule.onNth(week, weekday);
        if (keeps(rule::matches, MONTHS) && explained(rule).isPresent()) return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private Optional<DayRule> byYear() {
    var first = ran.stream().min(LocalDate::compareTo);
    if (first.isEmpty()) return Optional.empty();
    var rule = DayRule.yearly(first.get().getMonthValue(), first.get().getDayOfMonth());
    return keeps(rule::matches, YEARS) ? explained(rule) : Optional.empty();
  }

  private boolean keeps(Predicate<LocalDate> days, int occasions) {
    long passed = passed(days);
    return passed >= occasions && kept(days) >= KEPT * passed;
  }

  /// The rule, if nearly all runs fall on its days and its days were kept.
  private Optional<DayRule> explained(DayRule rule) {
    long on = ran.stream().filter(rule::matches).count();
    boolean good = on >= KEPT * ran.size() && share(rule::matches) >= KEPT;
    return good ? Optional.of(rule) : Optional.empty();
  }

  private double share(Predicate<LocalDate> wanted) {
    long passed = passed(wanted);
    return passed == 0 ? 0 : (double) kept(wanted) / passed;
  }

  private long passed(Predicate<LocalDate> wanted) {
    return days.stream().filter(wanted).count();
  }

  private long kept(Predicate<LocalDate> wanted) {
    return days.stream().filter(wanted).filter(ran::contains).count();
  }
}
