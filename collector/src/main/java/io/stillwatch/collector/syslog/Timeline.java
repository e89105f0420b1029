// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import io.stillwatch.core.job.Instants;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;

/// Where a log is in time: what a line without a year, or without any time, is read against.
///
/// RFC 3164 writes no year. Lines go backwards a little (clocks are set, hosts are mixed in one
/// file) and forwards a lot (a quiet log), so the year is the one that puts the line between 90
/// days before and 275 days after the anchor.
public record Timeline(Instant last, Instant anchor) {
  private static final Duration BACKWARDS = Duration.ofDays(90);
  private static final Duration YEAR = Duration.ofDays(365);

  /// How far a clock may be ahead of ours before its year is taken for the last one.
  private static final Duration AHEAD = Duration.ofDays(2);

  /// The log begins at a known instant.
  public static Timeline from(Instant start) {
    return new Timeline(start, start);
  }

  /// The log is being written now, and nothing of it has been read.
  public static Timeline live(Instant now) {
    return new Timeline(now, latestAnchor(now));
  }

  /// The log is being written now; its last line was at `last`.
  public static Timeline live(Instant now, Instant last) {
    return live(now).at(last);
  }

  /// Of a log that is being written now, seen from another of its lines; `this` is
  /// [#live(Instant)].
  public Timeline at(Instant line) {
    return new Timeline(line, Instants.later(line, anchor));
  }

  public Timeline after(Instant line) {
    return new Timeline(line, line);
  }

  private static Instant latestAnchor(Instant now) {
    return now.plus(AHEAD).minus(YEAR).plus(BACKWARDS);
  }

  /// When a line without a year was written.
  Instant yearless(int month, int day, LocalTime time, ZoneId zone) {
    var base = LocalDateTime.ofInstant(anchor, zone);
    if (anchor.equals(last) && isAt(base, month, day, time)) return last; // many lines a second
    var from = base.minus(BACKWARDS);
    for (int year = from.getYear(); ; year++) {
      var candidate = dated(year, month, day, time);
      if (!candidate.isBefore(from)) return instant(candidate, zone);
    }
  }

  private static boolean isAt(LocalDateTime local, int month, int day, LocalTime time) {
    return local.getMonthValue() == month
        && local.getDayOfMonth() == day
        && local.toLocalTime().equals(time);
  }

  /// A local time that occurs twice when summer time ends is the later one if the log has already
  /// passed the first.
  Instant instant(LocalDateTime local, ZoneId zone) {
    var zoned = local.atZone(zone);
    var later = zoned.withLaterOffsetAtOverlap().toInstant();
    var earlier = zoned.withEarlierOffsetAtOverlap().toInstant();
    var passed = last.minus(Duration.ofMinutes(5)).isAfter(earlier);
    return passed && !later.isBefore(last.minus(Duration.ofMinutes(5))) ? later : earlier;
  }

  private static LocalDateTime dated(int year, int month, int day, LocalTime time) {
    return LocalDate.of(year, month, Math.min(day, YearMonth.of(year, month).lengthOfMonth()))
        .atTime(time);
  }

  /// Whether a month has such a day in some year.
  static boolean possible(int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).maxLength();
  }
}
