// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import io.stillwatch.core.plan.Days;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the days of a window: `daily`, `sat`, `15`, `2nd tue`, `last fri`.
final class DayWords {
  private static final Map<String, Integer> NTH =
      Map.of("1st", 1, "2nd", 2, "3rd", 3, "4th", 4, "5th", 5, "last", Days.NthWeekday.LAST);
  private static final Pattern NUMBER = Pattern.compile("[1-9]|[12]\\d|3[01]");
  private static final int SHORTEST = 3;

  private DayWords() {}

  /// Throws an [IllegalArgumentException] that says what to write.
  static List<Days> read(List<String> words) {
    var days = new LinkedHashSet<Days>();
    for (var word : words) {
      if (!days.add(day(word.strip().toLowerCase(Locale.ROOT))))
        throw new IllegalArgumentException("'" + word + "' is there twice. Remove one.");
    }
    if (days.size() > 1 && days.contains(new Days.Daily()))
      throw new IllegalArgumentException("daily holds all others. Remove them, or daily.");
    return new ArrayList<>(days);
  }

  private static Days day(String word) {
    if (word.equals("daily")) return new Days.Daily();
    if (NUMBER.matcher(word).matches()) return new Days.Monthly(Integer.parseInt(word));
    var parts = word.split("\\s+", 2);
    var weekday = weekday(parts[parts.length - 1]);
    if (weekday.isPresent() && parts.length == 1) return new Days.Weekly(weekday.get());
    if (weekday.isPresent() && NTH.containsKey(parts[0]))
      return new Days.NthWeekday(NTH.get(parts[0]), weekday.get());
    throw new IllegalArgumentException(
        "'"
            + word
            + "' is not a day. Write daily, a weekday such as sat, a day of the month from 1 to 31,"
            + " or one such as \"2nd tue\" or \"last fri\".");
  }

  /// Its English name, or the first letters of it.
  private static Optional<DayOfWeek> weekday(String word) {
    if (word.length() < SHORTEST) return Optional.empty();
    for (var day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).startsWith(word)) return Optional.of(day);
    }
    return Optional.empty();
  }
}
