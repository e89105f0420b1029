// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.core.job.CronFields;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How far apart the due times of a line are, by counting, without a time zone.
///
/// The typical distance is the median, the longer one of two: nightly jobs on working days have a
/// period of one day, `0 9,17` has sixteen hours.
final class DueTimes {
  private static final LocalDate START = LocalDate.of(2023, 1, 1);
  private static final int DAYS = 9 * 366; // two 29 Februaries may be eight years apart
  private static final int ENOUGH = 60;
  private static final int MINUTES_A_DAY = 24 * 60;

  /// Every day as month, day of month and day of week in one number, since each audit asks for
  /// thousands of them.
  private static final int[] CALENDAR = calendar();

  private DueTimes() {}

  static Optional<Duration> period(CronFields fields) {
    var times = times(fields);
    if (times.isEmpty()) return Optional.empty();
    var dayGaps = dayGaps(fields);
    if (dayGaps.isEmpty()) return Optional.empty();
    if (times.size() == 1) return Optional.of(Duration.ofDays(median(dayGaps)));
    var gaps = new ArrayList<Integer>();
    for (int i = 1; i < times.size(); i++) gaps.add(times.get(i) - times.get(i - 1));
    gaps.add(times.getFirst() + median(dayGaps) * MINUTES_A_DAY - times.getLast());
    return Optional.of(Duration.ofMinutes(median(gaps)));
  }

  private static List<Integer> times(CronFields fields) {
    var times = new ArrayList<Integer>();
    fields.hours().stream()
        .forEach(h -> fields.minutes().stream().forEach(m -> times.add(h * 60 + m)));
    return times;
  }

  private static List<Integer> dayGaps(CronFields fields) {
    var gaps = new ArrayList<Integer>();
    int last = -1;
    for (int i = 0; i < DAYS && gaps.size() < ENOUGH; i++) {
      if (!matches(fields, CALENDAR[i])) continue;
      if (last >= 0) gaps.add(i - last);
      last = i;
    }
    return gaps;
  }

  private static boolean matches(CronFields fields, int day) {
    if (!fields.months().get(day / 1000)) return false;
    boolean dom = fields.daysOfMonth().get(day / 10 % 100);
    boolean dow = fields.daysOfWeek().get(day % 10);
    return (fields.anyDayOfMonth() || fields.anyDayOfWeek()) ? (dom && dow) : (dom || dow);
  }

  private static int[] calendar() {
    var days = new int[DAYS];
    var day = START;
    for (int i = 0; i < DAYS; i++) {
      days[i] =
          day.getMonthValue() * 1000 + day.getDayOfMonth() * 10 + day.getDayOfWeek().getValue() % 7;
      day = day.plusDays(1);
    }
    return days;
  }

  private static int median(List<Integer> values) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
