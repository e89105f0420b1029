// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.snapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// logrotate's status file: when it last believed to have rotated each log.
///
/// Lines are `"path" Y-M-D` (up to 3.7.8) or `"path" Y-M-D-h:m:s`, without zero padding, in local
/// time; the day may be 0 and the year 1900 where logrotate does not know.
final class LogrotateStatus {
  private static final Pattern LINE =
      Pattern.compile(
          "^\"((?:[^\"\\\\]|\\\\.)*+)\" (\\d{4})-(\\d{1,2})-(\\d{1,2})"
              + "(?:-(\\d{1,2}):(\\d{1,2}):(\\d{1,2}))?\\s*$");

  private LogrotateStatus() {}

  /// Lines that say nothing usable are left out: a status file is a claim, never a proof.
  static Map<String, Instant> read(String text, ZoneId zone) {
    var dates = new LinkedHashMap<String, Instant>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> put(dates, line, zone));
    return dates;
  }

  private static void put(Map<String, Instant> dates, Matcher line, ZoneId zone) {
    try {
      var day = LocalDate.of(number(line, 2), number(line, 3), number(line, 4));
      if (day.getYear() <= 1900) return;
      dates.put(unescaped(line.group(1)), time(day, line).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      // day 0: logrotate knows the log and never rotated it
    }
  }

  private static LocalDateTime time(LocalDate day, Matcher line) {
    if (line.group(5) == null) return day.atStartOfDay();
    return day.atTime(number(line, 5), number(line, 6), number(line, 7));
  }

  private static int number(Matcher line, int group) {
    return Integer.parseInt(line.group(group));
  }

  private static String unescaped(String path) {
    if (path.indexOf('\\') < 0) return path;
    var plain = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      var c = path.charAt(i);
      if (c == '\\' && i + 1 < path.length()) {
        c = path.charAt(++i);
        if (c == 'n') c = '\n';
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
