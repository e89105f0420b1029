// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A place in a line that moves to the right: the hand-written alternative to patterns, whose time
/// nobody can bound.
///
/// A method that does not find what it looks for leaves the place where it was.
final class LineScanner {
  static final long NONE = Carried.NO_TIME;

  private static final long DAY_MICROS = 86_400_000_000L;

  private final String text;
  private int at;

  LineScanner(String text, int at) {
    this.text = text;
    this.at = at;
  }

  int at() {
    return at;
  }

  void moveTo(int place) {
    at = place;
  }

  boolean ended() {
    return at >= text.length();
  }

  /// The character here, or a line end.
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int place = at + ahead;
    return place < text.length() ? text.charAt(place) : '\n';
  }

  boolean skip(char c) {
    if (peek() != c) return false;
    at++;
    return true;
  }

  boolean skip(String word) {
    if (!text.startsWith(word, at)) return false;
    at += word.length();
    return true;
  }

  /// Blanks and tabs; how many there were.
  int skipBlanks() {
    int from = at;
    while (peek() == ' ' || peek() == '\t') at++;
    return at - from;
  }

  /// A number of up to 18 digits; -1 where there is none.
  long number() {
    int from = at;
    long value = 0;
    while (isDigit(peek())) {
      if (at - from == 18) return backTo(from);
      value = value * 10 + (peek() - '0');
      at++;
    }
    return at == from ? -1 : value;
  }

  private long backTo(int place) {
    at = place;
    return -1;
  }

  private int twoDigits() {
    if (!isDigit(peek()) || !isDigit(peek(1))) return -1;
    int value = (peek() - '0') * 10 + (peek(1) - '0');
    at += 2;
    return value;
  }

  /// Up to the next of that character, which is skipped; the rest of the line if there is none.
  String until(char c) {
    int end = text.indexOf(c, at);
    var word = text.substring(at, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end + 1;
    return word;
  }

  /// Up to the next blank, tab or end.
  String word() {
    int from = at;
    while (!ended() && peek() != ' ' && peek() != '\t') at++;
    return text.substring(from, at);
  }

  /// `2026-01-01T00:00:00.000000Z`, `2026-01-01 9:09:59`, with or without fraction and zone; in
  /// microseconds, [#NONE] where there is none.
  long isoTime(ZoneId zone) {
    int from = at;
    long year = number();
    if (at - from != 4 || !skip('-')) return none(from);
    int month = twoDigits();
    if (!skip('-')) return none(from);
    int day = twoDigits();
    if (!skip('T') && skipBlanks() == 0) return none(from);
    return timeOfDay(from, day(year, month, day), zone);
  }

  /// `141005 13:05:00`, `080721 3:04:00` of MySQL 5.6 and MariaDB, `20260101 00:00:00` of audits.
  long shortTime(ZoneId zone) {
    int from = at;
    long date = number();
    int digits = at - from;
    if ((digits != 6 && digits != 8) || skipBlanks() == 0) return none(from);
    long year = date / 10_000 + (digits == 6 ? 2000 : 0);
    return timeOfDay(from, day(year, (int) (date / 100 % 100), (int) (date % 100)), zone);
  }

  /// The clock behind a date of which `from` is the beginning.
  long timeOfDay(int from, long day, ZoneId zone) {
    long hour = number();
    if (day == NONE || hour < 0 || hour > 23 || !skip(':')) return none(from);
    int minute = twoDigits();
    if (minute < 0 || minute > 59 || !skip(':')) return none(from);
    int second = twoDigits();
    if (second < 0 || second > 60) return none(from);
    long local = day * DAY_MICROS + ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction();
    return local - offsetMicros(local, zone);
  }

  /// Days since 1970, [#NONE] for 30 February.
  static long day(long year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return NONE;
    long y = month > 2 ? year : year - 1;
    long era = Math.floorDiv(y, 400L);
    long ofEra = y - era * 400;
    long ofYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  }

  private static int monthLength(long year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private long none(int from) {
    at = from;
    return NONE;
  }

  private long fraction() {
    if ((peek() != '.' && peek() != ',') || !isDigit(peek(1))) return 0;
    at++;
    long micros = 0;
    int digits = 0;
    for (; isDigit(peek()) && digits < 9; at++, digits++)
      if (digits < 6) micros = micros * 10 + (peek() - '0');
    for (; digits < 6; digits++) micros *= 10;
    return micros;
  }

  /// The zone behind a time, if one is written; else that of the host.
  private long offsetMicros(long local, ZoneId zone) {
    int from = at;
    boolean blank = skip(' ');
    if (peek() == '+' || peek() == '-') {
      long seconds = numericOffset();
      if (seconds != NONE) return seconds * 1_000_000;
    } else if (Character.isUpperCase(peek())) {
      int start = at;
      while (at - start < 6 && Character.isLetter(peek())) at++;
      int seconds = ZoneNames.offsetSeconds(text, start, at);
      if (seconds != ZoneNames.UNKNOWN) return seconds * 1_000_000L;
      if (blank && ZoneNames.looksLikeOne(text, start, at)) return hostOffset(local, zone);
    }
    at = from;
    return hostOffset(local, zone);
  }

  private static long hostOffset(long local, ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) return 0;
    var time = LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1_000_000L), 0, ZoneOffset.UTC);
    return zone.getRules().getOffset(time).getTotalSeconds() * 1_000_000L;
  }

  /// `+02:00`, `+0530`, `-03`; [#NONE] for a hyphen that separates fields.
  private long numericOffset() {
    int from = at;
    int sign = peek() == '-' ? -1 : 1;
    at++;
    int hours = twoDigits();
    if (hours < 0 || hours > 18) return none(from);
    int start = at;
    boolean colon = skip(':');
    int minutes = twoDigits();
    if (minutes < 0 || minutes > 59) {
      at = start;
      if (colon) return sign * (hours * 3_600L);
      minutes = 0;
    }
    return sign * (hours * 3_600L + minutes * 60L);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
