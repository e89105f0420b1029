// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A crontab expression as people say it; what has no short wording stays as it was written.
final class CronWords {
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");
  private static final List<String> DAYS =
      List.of(
          "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final List<String> MONTHS =
      List.of(
          "",
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
  private static final Pattern STEP = Pattern.compile("\\*/\\d{1,2}");
  private static final String DAILY = "daily";
  private static final int MOST = 4; // of a list that one still takes in

  private CronWords() {}

  static String of(String expression) {
    var whole = expression.trim();
    var f = NICKNAMES.getOrDefault(whole.toLowerCase(Locale.ROOT), whole).split("\\s+", -1);
    if (f.length != 5) return expression;
    var days = days(f[2], f[3], f[4]);
    if (days.isEmpty()) return expression;
    return times(f[0], f[1])
        .map(times -> days.get() + " at " + times)
        .or(() -> frequency(f[0], f[1]).map(often -> often + during(days.get())))
        .orElse(expression);
  }

  private static String during(String days) {
    return days.equals(DAILY) ? "" : ", " + days;
  }

  /// Times of day: `02:30 and 14:30`.
  private static Optional<String> times(String minute, String hour) {
    return numbers(hour)
        .filter(_ -> NUMBER.matcher(minute).matches())
        .map(hours -> joined(hours.stream().map(each -> time(each, number(minute))).toList()));
  }

  private static String time(int hour, int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", hour, minute);
  }

  private static Optional<String> frequency(String minute, String hour) {
    if (minute.equals("*") && hour.equals("*")) return Optional.of("every minute");
    if (isStep(minute, 60)) {
      return hours(hour, 0, 59).map(hours -> "every " + minute.substring(2) + " min" + hours);
    }
    if (isStep(hour, 24) && NUMBER.matcher(minute).matches()) {
      return Optional.of("every " + hour.substring(2) + " h at minute " + number(minute));
    }
    return numbers(minute)
        .flatMap(minutes -> {
          int first = minutes.getFirst();
          int last = minutes.getLast();
          var words = joined(minutes.stream().map(String::valueOf).toList());
          var at = "hourly at minute" + (minutes.size() == 1 ? " " : "s ") + words;
          return hours(hour, first, last).map(hours -> at + hours);
        });
  }

  /// Steps of equal length: `*/45` is due after 45 and after 15 minutes.
  private static boolean isStep(String field, int whole) {
    if (!STEP.matcher(field).matches()) return false;
    int step = number(field.substring(2));
    return step > 0 && whole % step == 0;
  }

  /// The part of the day, from a first to a last minute of its hours.
  private static Optional<String> hours(String field, int first, int last) {
    if (field.equals("*")) return Optional.of("");
    var ends = field.split("-", -1);
    if (ends.length != 2 || !NUMBER.matcher(ends[0]).matches()) return Optional.empty();
    if (!NUMBER.matcher(ends[1]).matches()) return Optional.empty();
    return Optional.of(
        " from " + time(number(ends[0]), first) + " to " + time(number(ends[1]), last));
  }

  private static Optional<String> days(String day, String month, String weekday) {
    if (!day.equals("*") && !weekday.equals("*")) return Optional.empty(); // either of them counts
    if (!month.equals("*")) {
      if (!NUMBER.matcher(day).matches()) return Optional.empty();
      return named(month, MONTHS, 1).map(name -> "yearly on " + number(day) + " " + name);
    }
    if (!weekday.equals("*")) return weekdays(weekday);
    if (day.equals("*")) return Optional.of(DAILY);
    return numbers(day)
        .map(days ->
            "monthly on day"
                + (days.size() == 1 ? " " : "s ")
                + joined(days.stream().map(String::valueOf).toList()));
  }

  private static Optional<String> weekdays(String field) {
    var ends = field.split("-", -1);
    if (ends.length == 2) {
      return named(ends[0], DAYS, 0)
          .flatMap(first -> named(ends[1], DAYS, 0).map(last -> first + " to " + last));
    }
    var names = new LinkedHashSet<String>();
    for (var each : field.split(",", -1)) {
      var name = named(each, DAYS, 0);
      if (name.isEmpty()) return Optional.empty();
      names.add(name.get());
    }
    return Optional.of((names.size() == 1 ? "weekly on " : "") + joined(List.copyOf(names)));
  }

  /// The name that a number or the first three letters of a name stand for.
  private static Optional<String> named(String word, List<String> names, int least) {
    if (NUMBER.matcher(word).matches()) {
      int at = number(word);
      return at < least || at >= names.size() ? Optional.empty() : Optional.of(names.get(at));
    }
    return names.stream()
        .filter(name -> word.length() == 3 && name.regionMatches(true, 0, word, 0, 3))
        .findFirst();
  }

  /// The numbers of a short list.
  private static Optional<List<Integer>> numbers(String field) {
    var words = List.of(field.split(",", -1));
    if (words.size() > MOST || !words.stream().allMatch(NUMBER.asMatchPredicate())) {
      return Optional.empty();
    }
    return Optional.of(words.stream().map(CronWords::number).sorted().distinct().toList());
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static String joined(List<String> words) {
    if (words.size() == 1) return words.getFirst();
    return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
