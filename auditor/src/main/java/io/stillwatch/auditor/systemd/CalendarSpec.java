// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import io.stillwatch.auditor.crontab.Timing;
import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A calendar expression: the times that match every part of it (systemd.time(7)).
public record CalendarSpec(
    String text, Set<DayOfWeek> weekdays, Date date, Time time, Optional<ZoneId> zone) {
  private static final int SEARCH_DAYS = 40 * 366;
  private static final int ALL_YEARS = 230;
  private static final int TURNS = 60;

  public CalendarSpec {
    weekdays = Set.copyOf(weekdays);
  }

  /// The allowed years, months and days; with `fromEnd`, 1 is the last day of the month.
  public record Date(BitSet years, BitSet months, BitSet days, boolean fromEnd) {
    boolean matches(LocalDate day) {
      int number = fromEnd ? day.lengthOfMonth() - day.getDayOfMonth() + 1 : day.getDayOfMonth();
      return years.get(day.getYear()) && months.get(day.getMonthValue()) && days.get(number);
    }
  }

  public record Time(BitSet hours, BitSet minutes, BitSet seconds) {}

  public static Optional<CalendarSpec> read(String text) {
    return new CalendarParser(text).parse();
  }

  /// The words that stand for an expression, such as `daily`.
  public static List<String> nicknames() {
    return CalendarParser.NICKNAMES;
  }

  /// The first match after a time, within forty years.
  public Optional<ZonedDateTime> nextAfter(ZonedDateTime after) {
    var here = zone.map(after::withZoneSameInstant).orElse(after);
    for (int i = 0; i < SEARCH_DAYS; i++) {
      var day = here.toLocalDate().plusDays(i);
      if (!weekdays.contains(day.getDayOfWeek()) || !date.matches(day)) continue;
      var from = i == 0 ? here.toLocalTime().plusSeconds(1).withNano(0) : LocalTime.MIN;
      if (i == 0 && from.isBefore(here.toLocalTime())) continue; // past the last second of the day
      var at = timeFrom(from);
      if (at.isPresent()) return Optional.of(day.atTime(at.get()).atZone(here.getZone()));
    }
    return Optional.empty();
  }

  private Optional<LocalTime> timeFrom(LocalTime from) {
    for (int h = time.hours.nextSetBit(from.getHour()); h >= 0; h = time.hours.nextSetBit(h + 1)) {
      int firstMinute = h == from.getHour() ? from.getMinute() : 0;
      int m = time.minutes.nextSetBit(firstMinute);
      for (; m >= 0; m = time.minutes.nextSetBit(m + 1)) {
        boolean now = h == from.getHour() && m == from.getMinute();
        int s = time.seconds.nextSetBit(now ? from.getSecond() : 0);
        if (s >= 0) return Optional.of(LocalTime.of(h, m, s));
      }
    }
    return Optional.empty();
  }

  /// As due times of a job: what crontab fields cannot say is a limit, the longest distance seen.
  public Schedule schedule(ZoneId hostZone) {
    var where = zone.orElse(hostZone);
    boolean plain = date.years.cardinality() == ALL_YEARS && !date.fromEnd;
    if (plain && time.seconds.cardinality() == 1) {
      return new Timing(text, fields(), List.of(), false, false).schedule(where);
    }
    return longestDistance(where)
        .map(d -> (Schedule) new Schedule.SinceLast(d, text))
        .orElseGet(() -> new Schedule.Never("never: " + text + " names no time"));
  }

  private CronFields fields() {
    var days = new BitSet();
    weekdays.forEach(d -> days.set(d.getValue() % 7));
    // one of the two counts as free, so that both must match
    return new CronFields(
        time.minutes, time.hours, date.days, date.months, days, true, weekdays.size() == 7);
  }

  private Optional<Duration> longestDistance(ZoneId where) {
    var last = nextAfter(LocalDate.EPOCH.plusYears(55).atStartOfDay(where));
    var longest = Duration.ZERO;
    for (int i = 0; i < TURNS && last.isPresent(); i++) {
      var next = nextAfter(last.get());
      if (next.isEmpty()) break;
      var distance = Duration.between(last.get(), next.get());
      if (distance.compareTo(longest) > 0) longest = distance;
      last = next;
    }
    return longest.isZero() ? Optional.empty() : Optional.of(longest);
  }
}
