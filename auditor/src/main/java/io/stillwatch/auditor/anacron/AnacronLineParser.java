// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.anacron;

import io.stillwatch.auditor.anacron.AnacrontabLine.Assignment;
import io.stillwatch.auditor.anacron.AnacrontabLine.Blank;
import io.stillwatch.auditor.anacron.AnacrontabLine.Command;
import io.stillwatch.auditor.anacron.AnacrontabLine.Comment;
import io.stillwatch.auditor.anacron.AnacrontabLine.Entry;
import io.stillwatch.auditor.anacron.AnacrontabLine.Fault;
import io.stillwatch.auditor.anacron.AnacrontabLine.Faulty;
import io.stillwatch.auditor.anacron.AnacrontabLine.Times;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one line by the expressions of anacron's readtab.c, in its order: blank or comment,
/// assignment, job with a number of days, job with a named period.
final class AnacronLineParser {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[ \\t]*([^ \\t=]+)[ \\t]*=(.*)", Pattern.DOTALL);
  private static final Pattern JOB =
      Pattern.compile(
          "[ \\t]*(\\d+|@[^ \\t]+)[ \\t]+(\\d+)[ \\t]+([^ \\t/]+)[ \\t]+([^ \\t].*)",
          Pattern.DOTALL);
  private static final Pattern HOURS = Pattern.compile("(\\d{1,4})-(\\d{1,4})");
  private static final Duration MONTH = Duration.ofDays(31);
  private static final Duration YEAR = Duration.ofDays(366);
  private static final int LAST_HOUR = 24;
  private static final int MOST = 9; // more digits do not fit anacron's int

  private AnacronLineParser() {}

  static AnacrontabLine parse(String line, int number, Dialect dialect) {
    var start = line.replaceFirst("^[ \\t]+", "");
    if (start.isEmpty()) return new Blank(number, line);
    if (start.startsWith("#")) return new Comment(number, line);
    var assignment = ASSIGNMENT.matcher(line);
    if (assignment.matches()) return assignment(line, number, assignment);
    var job = JOB.matcher(line);
    if (job.matches()) return job(line, number, job, dialect);
    return new Faulty(number, line, Fault.SYNTAX, start, line.length() - start.length() + 1);
  }

  private static AnacrontabLine assignment(String line, int number, Matcher m) {
    var name = m.group(1);
    var value = m.group(2);
    boolean good =
        switch (name) {
          case "START_HOURS_RANGE" -> hours(value);
          case "RANDOM_DELAY" -> value.matches("\\d+");
          case "PREFERRED_HOUR" ->
              value.matches("\\d{1,3}") && Integer.parseInt(value) <= LAST_HOUR;
          default -> true;
        };
    if (good) return new Assignment(number, line, name, value);
    return new Faulty(number, line, Fault.VALUE, value, m.start(2) + 1);
  }

  private static boolean hours(String value) {
    var m = HOURS.matcher(value);
    if (!m.matches()) return false;
    int from = Integer.parseInt(m.group(1));
    int to = Integer.parseInt(m.group(2));
    return from < to && from < LAST_HOUR && to <= LAST_HOUR;
  }

  private static AnacrontabLine job(String line, int number, Matcher m, Dialect dialect) {
    var period = m.group(1);
    boolean named = period.startsWith("@");
    if (!named && period.length() > MOST) return out(line, number, m, 1);
    if (m.group(2).length() > MOST) return out(line, number, m, 2);
    var days = named ? named(period, dialect) : Duration.ofDays(Long.parseLong(period));
    if (named && days.isZero()) {
      return new Faulty(number, line, Fault.PERIOD, period, m.start(1) + 1);
    }
    var delay = Duration.ofMinutes(Long.parseLong(m.group(2)));
    return new Entry(
        number,
        line,
        new Times(period, days, delay),
        m.group(3),
        new Command(m.group(4), m.start(4) + 1));
  }

  private static AnacrontabLine out(String line, int number, Matcher m, int group) {
    return new Faulty(number, line, Fault.RANGE, m.group(group), m.start(group) + 1);
  }

  /// anacron compares the beginning of the word, in lower case only; Debian's knows two, of which
  /// it compares seven letters. Zero for no period.
  private static Duration named(String word, Dialect dialect) {
    if (word.startsWith("@yearly")) return YEAR;
    if (dialect == Dialect.DEBIAN) return word.startsWith("@monthl") ? MONTH : Duration.ZERO;
    if (word.startsWith("@monthly")) return MONTH;
    if (word.startsWith("@annually")) return YEAR;
    if (word.startsWith("@daily")) return Duration.ofDays(1);
    return word.startsWith("@weekly") ? Duration.ofDays(7) : Duration.ZERO;
  }
}
