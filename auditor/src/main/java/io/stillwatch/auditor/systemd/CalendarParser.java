// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one calendar expression from left to right, as systemd 252 does (checked against
/// `systemd-analyze calendar`).
final class CalendarParser {
  private static final Map<String, String> WORDS =
      Map.of(
          "minutely", "*-*-* *:*:00",
          "hourly", "*-*-* *:00:00",
          "daily", "*-*-* 00:00:00",
          "weekly", "Mon *-*-* 00:00:00",
          "monthly", "*-*-01 00:00:00",
          "quarterly", "*-01,04,07,10-01 00:00:00",
          "semiannually", "*-01,07-01 00:00:00",
          "yearly", "*-01-01 00:00:00",
          "annually", "*-01-01 00:00:00");
  private static final Map<String, String> ALIASES =
      Map.of(
          "bi-annually",
          "semiannually",
          "biannually",
          "semiannually",
          "semi-annually",
          "semiannually",
          "anually",
          "annually");
  static final List<String> NICKNAMES = WORDS.keySet().stream().sorted().toList();
  private static final Pattern ITEM =
      Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?(?:/(\\d{1,9}))?");
  private static final Pattern SECOND =
      Pattern.compile(
          "(\\d{1,9})(?:\\.\\d{1,6})?(?:\\.\\.(\\d{1,9}))?(?:/(\\d{1,9})(?:\\.\\d{1,6})?)?");
  private static final Pattern FROM_END = Pattern.compile("(\\d{1,2})/(\\d{1,2})");
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;
  private static final int LAST_FROM_END = 28;

  private final String text;

  CalendarParser(String text) {
    this.text = text;
  }

  /// A part of a date or time cannot be read.
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
  }

  Optional<CalendarSpec> parse() {
    var rest = text;
    Optional<ZoneId> zone = Optional.empty();
    int blank = rest.lastIndexOf(' ');
    if (blank > 0) {
      zone = zone(rest.substring(blank + 1));
      if (zone.isPresent()) rest = rest.substring(0, blank);
    }
    var word = rest.toLowerCase(Locale.ROOT);
    rest = WORDS.getOrDefault(ALIASES.getOrDefault(word, word), rest);
    try {
      return rest.isEmpty() ? Optional.empty() : Optional.of(read(rest, zone));
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(String name) {
    if (name.equalsIgnoreCase("UTC")) return Optional.of(ZoneId.of("UTC"));
    return ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }

  private CalendarSpec read(String expression, Optional<ZoneId> zone) throws Unreadable {
    boolean timed = expression.contains(":");
    if (expression.startsWith(" ") || (timed && expression.endsWith(" "))) throw new Unreadable();
    var parts = new java.util.ArrayDeque<>(List.of(expression.stripTrailing().split(" +", -1)));
    var weekdays = EnumSet.allOf(DayOfWeek.class);
    if (Character.isLetter(parts.getFirst().charAt(0))) weekdays = weekdays(parts.removeFirst());
    var date = "*-*-*";
    if (!parts.isEmpty() && !parts.getFirst().contains(":")) date = parts.removeFirst();
    var time = "00:00:00";
    if (!parts.isEmpty()) time = parts.removeFirst();
    if (!parts.isEmpty()) throw new Unreadable();
    return new CalendarSpec(text, weekdays, date(date), time(time), zone);
  }

  private static EnumSet<DayOfWeek> weekdays(String list) throws Unreadable {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var item : list.replaceFirst(",$", "").split(",", -1)) { // a comma at the end is allowed
      var ends = item.split("\\.\\.|-", -1);
      if (ends.length > 2) throw new Unreadable();
      var from = weekday(ends[0]);
      var to = weekday(ends[ends.length - 1]);
      if (from.compareTo(to) > 0) throw new Unreadable();
      days.addAll(EnumSet.range(from, to));
    }
    return days;
  }

  private static DayOfWeek weekday(String name) throws Unreadable {
    for (var day : DayOfWeek.values()) {
      boolean same = day.name().equalsIgnoreCase(name);
      if (same || day.name().substring(0, 3).equalsIgnoreCase(name)) return day;
    }
    throw new Unreadable();
  }

  private static CalendarSpec.Date date(String date) throws Unreadable {
    boolean fromEnd = date.contains("~");
    int day = Math.max(date.lastIndexOf('-'), date.lastIndexOf('~'));
    if (day < 0 || date.indexOf('~') != date.lastIndexOf('~')) throw new Unreadable();
    if (fromEnd && date.charAt(day) != '~') throw new Unreadable();
    var months = date.substring(0, day).split("-", -1);
    if (months.length > 2) throw new Unreadable();
    var years = all(FIRST_YEAR, LAST_YEAR);
    if (months.length == 2) years = values(ITEM, months[0], FIRST_YEAR, LAST_YEAR);
    return new CalendarSpec.Date(
        years,
        values(ITEM, months[months.length - 1], 1, 12),
        days(date.substring(day + 1), fromEnd),
        fromEnd);
  }

  private static BitSet days(String list, boolean fromEnd) throws Unreadable {
    if (list.equals("*")) return all(1, 31);
    if (!fromEnd) return values(ITEM, list, 1, 31);
    var set = new BitSet();
    for (var one : list.split(",", -1)) {
      var step = FROM_END.matcher(one);
      if (step.matches()) towardsEnd(step, set);
      else set.or(values(ITEM, one, 1, LAST_FROM_END));
    }
    return set;
  }

  /// Steps of days from the end go on towards the end: `~07/1` is the last seven days.
  private static void towardsEnd(Matcher step, BitSet set) throws Unreadable {
    int start = Integer.parseInt(step.group(1));
    int by = Integer.parseInt(step.group(2));
    if (start > LAST_FROM_END || by < 1 || start - by < 1) throw new Unreadable();
    for (int day = start; day > 0; day -= by) set.set(day);
  }

  private static CalendarSpec.Time time(String time) throws Unreadable {
    var parts = time.split(":", -1);
    if (parts.length < 2 || parts.length > 3) throw new Unreadable();
    return new CalendarSpec.Time(
        values(ITEM, parts[0], 0, 23),
        values(ITEM, parts[1], 0, 59),
        values(SECOND, parts.length == 3 ? parts[2] : "0", 0, 59));
  }

  private static BitSet all(int low, int high) {
    var set = new BitSet();
    set.set(low, high + 1);
    return set;
  }

  private static BitSet values(Pattern item, String list, int low, int high) throws Unreadable {
    if (list.equals("*")) return all(low, high);
    var set = new BitSet();
    for (var one : list.split(",", -1)) {
      var m = item.matcher(one);
      if (!m.matches()) throw new Unreadable();
      int start = year(Integer.parseInt(m.group(1)), low);
      boolean range = m.group(2) != null;
      int by = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
      boolean step = m.group(3) != null;
      int end = range ? year(Integer.parseInt(m.group(2)), low) : step ? high : start;
      if (start > end || (step && by == 0)) throw new Unreadable();
      if (step && range) end -= (end - start) % by; // the last value that is reached
      boolean beyond = step && !range && start + by > high;
      boolean empty = item == SECOND && range && !step && start == end;
      if (start < low || end > high || beyond || empty) throw new Unreadable();
      by = Math.max(1, by);
      for (int v = start; v <= end; v += by) set.set(v);
    }
    return set;
  }

  /// Years of two digits are those around 2000.
  private static int year(int value, int low) {
    if (low != FIRST_YEAR || value >= 100) return value;
    return value < 70 ? 2000 + value : 1900 + value;
  }
}
