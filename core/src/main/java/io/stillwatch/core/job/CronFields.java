// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;

/// The five fields of a crontab line as sets of allowed values.
///
/// If both day fields are restricted, either may match (cron's OR, crontab(5)); `anyDayOfMonth` and
/// `anyDayOfWeek` record whether the field began with a star. Sunday is 0.
public record CronFields(
    BitSet minutes,
    BitSet hours,
    BitSet daysOfMonth,
    BitSet months,
    BitSet daysOfWeek,
    boolean anyDayOfMonth,
    boolean anyDayOfWeek) {
  private static final int MINUTES_OF_HOUR = 60;
  private static final int SEARCH_YEARS = 9; // 29 February may be eight years away (1896 to 1904)

  /// Both daemons treat a jump of up to three hours as a change of summer time (cron(8)).
  private static final int LARGEST_JUMP_HOURS = 3;

  public CronFields {
    minutes = (BitSet) minutes.clone();
    hours = (BitSet) hours.clone();
    daysOfMonth = (BitSet) daysOfMonth.clone();
    months = (BitSet) months.clone();
    daysOfWeek = (BitSet) daysOfWeek.clone();
  }

  /// The first instant after the given one at which the line is due as long as the clock matches:
  /// not in the hour that summer time skips, and twice in the hour that its end repeats.
  public Optional<Instant> nextAfter(Instant after, ZoneId zone) {
    var t = ZonedDateTime.ofInstant(after, zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    var end = t.plusYears(SEARCH_YEARS);
    while (t.isBefore(end)) {
      if (!months.get(t.getMonthValue())) {
        t = t.plusMonths(1).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
      } else if (!matchesDay(t.toLocalDate())) {
        t = t.plusDays(1).truncatedTo(ChronoUnit.DAYS);
      } else if (!hours.get(t.getHour())) {
        t = forward(t, MINUTES_OF_HOUR - t.getMinute());
      } else if (!minutes.get(t.getMinute())) {
        int minute = minutes.nextSetBit(t.getMinute());
        t = forward(t, (minute < 0 ? MINUTES_OF_HOUR : minute) - t.getMinute());
      } else {
        return Optional.of(t.toInstant());
      }
    }
    return Optional.empty();
  }

  /// So many minutes later, or a single one where the clock is set meanwhile: by an hour or, as on
  /// Lord Howe Island, by half of one.
  private static ZonedDateTime forward(ZonedDateTime t, int minutes) {
    var next = t.plusMinutes(minutes);
    return next.getOffset().equals(t.getOffset()) ? next : t.plusMinutes(1);
  }

  /// The first instant after the given one at which a line with a fixed hour and minute is due:
  /// once a day whatever the clock does. What summer time skips is due as the clock jumps; of a
  /// repeated time only the first occurrence counts.
  public Optional<Instant> nextFixedAfter(Instant after, ZoneId zone) {
    var local = LocalDateTime.ofInstant(after, zone).minusHours(LARGEST_JUMP_HOURS);
    while (true) {
      var match = matchAfter(local);
      if (match.isEmpty()) return Optional.empty();
      var due = once(match.get(), zone);
      if (due.isAfter(after)) return Optional.of(due);
      local = match.get();
    }
  }

  private static Instant once(LocalDateTime local, ZoneId zone) {
    var jump = zone.getRules().getTransition(local);
    if (jump != null && jump.isGap()) return jump.getInstant();
    return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }

  private Optional<LocalDateTime> matchAfter(LocalDateTime after) {
    var from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    var day = from.toLocalDate();
    if (months.get(day.getMonthValue()) && matchesDay(day)) {
      var time = timeFrom(from.getHour(), from.getMinute());
      if (time.isPresent()) return time.map(day::atTime);
    }
    return dayAfter(day).flatMap(next -> timeFrom(0, 0).map(next::atTime));
  }

  /// The first time of day that matches from a time on.
  private Optional<LocalTime> timeFrom(int hour, int minute) {
    if (hours.get(hour)) {
      int sameHour = minutes.nextSetBit(minute);
      if (sameHour >= 0) return Optional.of(LocalTime.of(hour, sameHour));
    }
    int later = hours.nextSetBit(hour + 1);
    int first = minutes.nextSetBit(0);
    return later < 0 || first < 0 ? Optional.empty() : Optional.of(LocalTime.of(later, first));
  }

  private Optional<LocalDate> dayAfter(LocalDate day) {
    var end = day.plusYears(SEARCH_YEARS);
    var next = day.plusDays(1);
    while (!next.isAfter(end)) {
      if (!months.get(next.getMonthValue())) next = next.plusMonths(1).withDayOfMonth(1);
      else if (!matchesDay(next)) next = next.plusDays(1);
      else return Optional.of(next);
    }
    return Optional.empty();
  }

  private boolean matchesDay(LocalDate day) {
    boolean dom = daysOfMonth.get(day.getDayOfMonth());
    boolean dow = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
    if (anyDayOfMonth || anyDayOfWeek) return dom && dow;
    return dom || dow;
  }
}
