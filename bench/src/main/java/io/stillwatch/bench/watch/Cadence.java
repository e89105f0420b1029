// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import static java.time.ZoneOffset.UTC;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/// How often a job of the fleet is due, in UTC.
///
/// The phase of a job, from 0 to [#PHASES], says at which minute, hour and day within the period.
enum Cadence {
  EVERY_5_MINUTES(Duration.ofMinutes(5)),
  EVERY_15_MINUTES(Duration.ofMinutes(15)),
  HOURLY(Duration.ofHours(1)),
  EVERY_6_HOURS(Duration.ofHours(6)),
  DAILY(Duration.ofDays(1)),
  WEEKDAYS(Duration.ofDays(1)),
  WEEKLY(Duration.ofDays(7)),
  MONTHLY(Duration.ofDays(30));

  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final int DAYS_OF_EVERY_MONTH = 28;
  static final int PHASES = MINUTES_OF_DAY * DAYS_OF_EVERY_MONTH;

  private final Duration period;

  Cadence(Duration period) {
    this.period = period;
  }

  Duration period() {
    return period;
  }

  /// The first due time that is not before `from`.
  Instant dueFrom(Instant from, int phase) {
    long step = stepSeconds();
    long offset = offsetSeconds(phase);
    long due = offset + Math.ceilDiv(from.getEpochSecond() - offset, step) * step;
    if (due == from.getEpochSecond() && from.getNano() > 0) due += step;
    while (!isDay(due, phase)) due += step;
    return Instant.ofEpochSecond(due);
  }

  /// The last due time that is not after `until`.
  Instant dueUntil(Instant until, int phase) {
    long step = stepSeconds();
    long offset = offsetSeconds(phase);
    long due = offset + Math.floorDiv(until.getEpochSecond() - offset, step) * step;
    while (!isDay(due, phase)) due -= step;
    return Instant.ofEpochSecond(due);
  }

  /// The five time fields of a crontab line.
  String cronFields(int phase) {
    int minute = phase % 60;
    int hour = phase % MINUTES_OF_DAY / 60;
    return switch (this) {
      case EVERY_5_MINUTES -> phase % 5 + "-59/5 * * * *";
      case EVERY_15_MINUTES -> phase % 15 + "-59/15 * * * *";
      case HOURLY -> minute + " * * * *";
      case EVERY_6_HOURS -> minute + " " + hour % 6 + "-23/6 * * *";
      case DAILY -> minute + " " + hour + " * * *";
      case WEEKDAYS -> minute + " " + hour + " * * 1-5";
      case WEEKLY ->
          String.format(Locale.ROOT, "%d %d * * %d", minute, hour, weekday(phase).getValue() % 7);
      case MONTHLY -> String.format(Locale.ROOT, "%d %d %d * *", minute, hour, dayOfMonth(phase));
    };
  }

  /// What is due on certain days only is due daily but for the other days.
  private long stepSeconds() {
    return Math.min(period.toSeconds(), Duration.ofDays(1).toSeconds());
  }

  private long offsetSeconds(int phase) {
    return Duration.ofMinutes(phase % (stepSeconds() / 60)).toSeconds();
  }

  private boolean isDay(long second, int phase) {
    return switch (this) {
      case EVERY_5_MINUTES, EVERY_15_MINUTES, HOURLY, EVERY_6_HOURS, DAILY -> true;
      case WEEKDAYS -> day(second).getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
      case WEEKLY -> day(second).getDayOfWeek() == weekday(phase);
      case MONTHLY -> day(second).getDayOfMonth() == dayOfMonth(phase);
    };
  }

  private static LocalDate day(long second) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(second), UTC);
  }

  private static DayOfWeek weekday(int phase) {
    return DayOfWeek.MONDAY.plus(phase / MINUTES_OF_DAY);
  }

  private static int dayOfMonth(int phase) {
    return phase / MINUTES_OF_DAY % DAYS_OF_EVERY_MONTH + 1;
  }
}
