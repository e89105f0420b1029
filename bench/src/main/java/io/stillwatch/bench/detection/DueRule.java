// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// When a job is due, as a line of a crontab has it: a minute, an hour, a zone.
record DueRule(PeriodClass every, int minute, int hour, ZoneId zone) {
  private static final int HOURS = 24;
  private static final int MINUTES = 60;
  private static final int SECOND_AFTER = 10; // hours

  /// The due times at `from` or later and before `until`.
  List<Instant> between(Instant from, Instant until) {
    var due = new ArrayList<Instant>();
    var last = LocalDate.ofInstant(until, zone()).plusDays(1);
    for (var day = LocalDate.ofInstant(from, zone()).minusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (!every.dueOn(day)) continue;
      for (var time : times(day)) if (!time.isBefore(from) && time.isBefore(until)) due.add(time);
    }
    return due;
  }

  private List<Instant> times(LocalDate day) {
    return switch (every) {
      case FIVE_MINUTES, QUARTER_HOURLY, HOURLY -> evenly(day);
      case TWO_HOURLY, SIX_HOURLY -> {
        var times = new ArrayList<Instant>();
        for (int at = hour % step(); at < HOURS; at += step()) times.add(local(day, at));
        yield times;
      }
      case TWICE_DAILY -> twice().mapToObj(at -> local(day, at)).toList();
      case DAILY, WEEKDAYS, THRICE_WEEKLY, WEEKLY, TWICE_MONTHLY, MONTHLY_FIRST, MONTHLY_LAST ->
          List.of(local(day, hour));
    };
  }

  /// What is due every hour or more often does not depend on the zone.
  private List<Instant> evenly(LocalDate day) {
    var times = new ArrayList<Instant>();
    var step = every.period();
    var at = day.atStartOfDay(UTC).toInstant().plus(Duration.ofMinutes(phase()));
    var end = day.plusDays(1).atStartOfDay(UTC).toInstant();
    for (; at.isBefore(end); at = at.plus(step)) times.add(at);
    return times;
  }

  private int step() {
    return (int) every.period().toHours();
  }

  /// The hours of a job that is due twice a day, and not evenly.
  private IntStream twice() {
    return IntStream.of(hour, (hour + SECOND_AFTER) % HOURS).sorted();
  }

  private long phase() {
    return minute % every.period().toMinutes();
  }

  /// cron starts what was due in a skipped hour right after it, and what is due in a repeated hour
  /// once.
  private Instant local(LocalDate day, int hourOfDay) {
    var time = LocalDateTime.of(day, LocalTime.of(hourOfDay, minute));
    var rules = zone.getRules();
    var gap = rules.getTransition(time);
    if (gap != null && gap.isGap()) return gap.getInstant();
    return time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }

  /// The same job, due later by a part of its period; within an hour or a day.
  DueRule later(double share) {
    long minutes = (long) (Math.min(every.period().toMinutes(), HOURS * MINUTES) * share);
    long of = (hour * MINUTES + minute + minutes) % (HOURS * MINUTES);
    return new DueRule(every, (int) (of % MINUTES), (int) (of / MINUTES), zone);
  }

  /// The five time fields of a crontab line; cron has no word for the last day of a month.
  String cronFields() {
    return switch (every) {
      case FIVE_MINUTES, QUARTER_HOURLY ->
          phase() + "-59/" + every.period().toMinutes() + " * * * *";
      case HOURLY -> minute + " * * * *";
      case TWO_HOURLY, SIX_HOURLY -> minute + " " + hour % step() + "-23/" + step() + " * * *";
      case TWICE_DAILY ->
          minute
              + " "
              + twice().mapToObj(String::valueOf).collect(Collectors.joining(","))
              + " * * *";
      case DAILY -> minute + " " + hour + " * * *";
      case WEEKDAYS -> minute + " " + hour + " * * 1-5";
      case THRICE_WEEKLY -> minute + " " + hour + " * * 1,3,5";
      case WEEKLY -> minute + " " + hour + " * * 0";
      case TWICE_MONTHLY -> minute + " " + hour + " 1,15 * *";
      case MONTHLY_FIRST -> minute + " " + hour + " 1 * *";
      case MONTHLY_LAST ->
          throw new IllegalStateException("No crontab line is due on the last day of a month.");
    };
  }
}
