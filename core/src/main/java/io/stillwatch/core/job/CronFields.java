// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;

/// The five fields of a crontab line as sets of allowed values.
///
/// If both day fields are restricted, either may match (cron's OR, crontab(5)); `anyDayOfMonth` and
/// `anyDayOfWeek` say whether the field began with a star. Sunday is 0.
public record CronFields(
    BitSet minutes,
    BitSet hours,
    BitSet daysOfMonth,
    BitSet months,
    BitSet daysOfWeek,
    boolean anyDayOfMonth,
    boolean anyDayOfWeek) {
  private static final int SEARCH_YEARS = 9; // 29 February may be eight years away (1896 to 1904)

  public CronFields {
    minutes = (BitSet) minutes.clone();
    hours = (BitSet) hours.clone();
    daysOfMonth = (BitSet) daysOfMonth.clone();
    months = (BitSet) months.clone();
    daysOfWeek = (BitSet) daysOfWeek.clone();
  }

  /// The first instant after the given one at which the line is due, or empty if it never is.
  public Optional<Instant> nextAfter(Instant after, ZoneId zone) {
    var t = ZonedDateTime.ofInstant(after, zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    var end = t.plusYears(SEARCH_YEARS);
    while (t.isBefore(end)) {
      if (!months.get(t.getMonthValue())) {
        t = t.plusMonths(1).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
      } else if (!matchesDay(t)) {
        t = t.plusDays(1).truncatedTo(ChronoUnit.DAYS);
      } else if (!hours.get(t.getHour())) {
        t = t.plusHours(1).truncatedTo(ChronoUnit.HOURS);
      } else if (!minutes.get(t.getMinute())) {
        t = t.plusMinutes(1);
      } else {
        return Optional.of(t.toInstant());
      }
    }
    return Optional.empty();
  }

  private boolean matchesDay(ZonedDateTime t) {
    boolean dom = daysOfMonth.get(t.getDayOfMonth());
    boolean dow = daysOfWeek.get(t.getDayOfWeek().getValue() % 7);
    if (anyDayOfMonth || anyDayOfWeek) return dom && dow;
    return dom || dow;
  }
}
