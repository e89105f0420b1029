// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.job.Durations;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/// How often a job is due. Slower jobs have longer histories, so that each class has enough runs to
/// learn from.
enum PeriodClass {
  FIVE_MINUTES("5min", Duration.ofMinutes(5), 10, 3),
  QUARTER_HOURLY("15min", Duration.ofMinutes(15), 14, 4),
  HOURLY("hourly", Duration.ofHours(1), 28, 10),
  TWO_HOURLY("2-hourly", Duration.ofHours(2), 28, 12),
  SIX_HOURLY("6-hourly", Duration.ofHours(6), 42, 20),
  TWICE_DAILY("twice-daily", Duration.ofHours(12), 56, 28),
  DAILY("daily", Duration.ofDays(1), 70, 40),
  WEEKDAYS("weekdays", Duration.ofDays(1), 84, 42),
  THRICE_WEEKLY("thrice-weekly", Duration.ofHours(56), 168, 70),
  WEEKLY("weekly", Duration.ofDays(7), 280, 112),
  TWICE_MONTHLY("twice-monthly", Duration.ofDays(15), 400, 180),
  MONTHLY_FIRST("monthly-first", Duration.ofDays(30), 480, 240),
  MONTHLY_LAST("monthly-last", Duration.ofDays(30), 480, 240);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Set<DayOfWeek> THRICE =
      EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY);
  private static final int MIDDLE = 15; // of a month

  private final String word;
  private final Duration period;
  private final Duration history;
  private final Duration test;

  PeriodClass(String word, Duration period, int historyDays, int testDays) {
    this.word = word;
    this.period = period;
    this.history = Duration.ofDays(historyDays);
    this.test = Duration.ofDays(testDays);
  }

  String word() {
    return word;
  }

  Duration period() {
    return period;
  }

  /// How long a series behaves as usual before its fault may begin.
  Duration history() {
    return history;
  }

  /// From when the fault may begin until the series ends.
  Duration test() {
    return test;
  }

  /// The watch looks this often while the test lasts; it limits how exact a delay is.
  Duration tick() {
    if (period.compareTo(Duration.ofHours(1)) < 0) return Duration.ofMinutes(1);
    return Duration.ofMinutes(period.compareTo(DAY) <= 0 ? 5 : 15);
  }

  boolean slowerThanHourly() {
    return period.compareTo(Duration.ofHours(1)) > 0;
  }

  boolean monthly() {
    return compareTo(TWICE_MONTHLY) >= 0;
  }

  /// The buckets in which count-based detectors see a series.
  Duration bucket() {
    return Durations.shorter(period, DAY);
  }

  /// Whether a job of this class is due on a day.
  boolean dueOn(LocalDate day) {
    return switch (this) {
      case FIVE_MINUTES, QUARTER_HOURLY, HOURLY, TWO_HOURLY, SIX_HOURLY, TWICE_DAILY, DAILY -> true;
      case WEEKDAYS -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
      case THRICE_WEEKLY -> THRICE.contains(day.getDayOfWeek());
      case WEEKLY -> day.getDayOfWeek() == DayOfWeek.SUNDAY;
      case TWICE_MONTHLY -> day.getDayOfMonth() == 1 || day.getDayOfMonth() == MIDDLE;
      case MONTHLY_FIRST -> day.getDayOfMonth() == 1;
      case MONTHLY_LAST -> day.getDayOfMonth() == day.lengthOfMonth();
    };
  }
}
