// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// The time at the beginning of a line, read by hand because it stands on every line.
final class Stamp {
  /// A whole time, and where the rest of the line begins.
  record Whole(Instant at, int rest) {}

  /// A time without a year: the month as it was written.
  record Yearless(String month, int day, LocalTime time, int rest) {}

  private final String text;
  private int at;

  private Stamp(String text) {
    this.text = text;
  }

  /// `2026-06-08T00:09:01.107303-03:00 `, with a blank for the T, a comma for the point, no
  /// fraction or no zone.
  static Optional<Whole> whole(String text, ZoneId zone) {
    if (text.length() < 20 || text.charAt(4) != '-' || text.charAt(7) != '-')
      return Optional.empty();
    try {
      return new Stamp(text).whole(zone);
    } catch (DateTimeException e) {
      return Optional.empty(); // 30 February and the like: kept as a line without a time
    }
  }

  private Optional<Whole> whole(ZoneId zone) {
    int year = twoDigits() * 100 + twoDigits();
    at++;
    int month = twoDigits();
    at++;
    int day = twoDigits();
    if (year < 0 || month < 0 || day < 0 || (peek() != 'T' && peek() != ' ')) return none();
    at++;
    var time = clock(",.");
    if (time.isEmpty()) return none();
    var local = LocalDateTime.of(year, month, day, 0, 0).with(time.get());
    int plain = at;
    if (peek() == ' ') at++;
    var offset = offset();
    if (offset.isPresent() && isGap()) {
      overGap();
      return Optional.of(new Whole(local.toInstant(offset.get()), at));
    }
    at = plain;
    if (!isGap()) return none();
    overGap();
    return Optional.of(new Whole(local.atZone(zone).toInstant(), at));
  }

  /// `Dec 1 09:10:01.123 `; the month in any language, with a dot behind it in some.
  static Optional<Yearless> yearless(String text) {
    if (text.length() < 13) return Optional.empty();
    try {
      return new Stamp(text).yearless();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Yearless> yearless() {
    while (at < 6 && Character.isLetter(peek())) at++;
    if (at < 3 || at > 5) return Optional.empty();
    var month = text.substring(0, at);
    if (peek() == '.') at++;
    int blanks = at;
    while (peek() == ' ' && at - blanks < 2) at++;
    if (at == blanks) return Optional.empty();
    int day = digit();
    if (day < 0) return Optional.empty();
    int second = digit();
    if (second >= 0) day = day * 10 + second;
    if (peek() != ' ') return Optional.empty();
    at++;
    var time = clock(".");
    if (time.isEmpty() || !isGap()) return Optional.empty();
    overGap();
    return Optional.of(new Yearless(month, day, time.get(), at));
  }

  private static Optional<Whole> none() {
    return Optional.empty();
  }

  /// `09:10:01.123`.
  private Optional<LocalTime> clock(String points) {
    int hour = twoDigits();
    if (hour < 0 || peek() != ':') return Optional.empty();
    at++;
    int minute = twoDigits();
    if (minute < 0 || peek() != ':') return Optional.empty();
    at++;
    int second = twoDigits();
    if (second < 0) return Optional.empty();
    int nanos = 0;
    if (points.indexOf(peek()) >= 0) {
      at++;
      int digits = 0;
      for (int digit = digit(); digit >= 0; digit = digit(), digits++) {
        if (digits == 9) return Optional.empty();
        nanos = nanos * 10 + digit;
      }
      if (digits == 0) return Optional.empty();
      for (; digits < 9; digits++) nanos *= 10;
    }
    return Optional.of(LocalTime.of(hour, minute, second, nanos));
  }

  private Optional<ZoneOffset> offset() {
    char sign = peek();
    if (sign == 'Z') {
      at++;
      return Optional.of(ZoneOffset.UTC);
    }
    if (sign != '+' && sign != '-') return Optional.empty();
    at++;
    int hours = twoDigits();
    if (peek() == ':') at++;
    int minutes = twoDigits();
    if (hours < 0 || minutes < 0) return Optional.empty();
    return Optional.of(
        sign == '-'
            ? ZoneOffset.ofHoursMinutes(-hours, -minutes)
            : ZoneOffset.ofHoursMinutes(hours, minutes));
  }

  private boolean isGap() {
    return at < text.length() && (peek() == ' ' || peek() == ':');
  }

  private void overGap() {
    while (isGap()) at++;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\n';
  }

  /// -1 where none stands.
  private int digit() {
    char c = peek();
    if (c < '0' || c > '9') return -1;
    at++;
    return c - '0';
  }

  /// Far below zero where they do not stand, so that sums of them stay below too.
  private int twoDigits() {
    int first = digit();
    int second = first < 0 ? -1 : digit();
    return second < 0 ? -10_000_000 : first * 10 + second;
  }
}
