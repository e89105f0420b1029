// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A line of a crontab that starts a command, as Debian cron reads it.
record CronLine(Times times, String user, String command) {
  /// When: five fields. Day of month and day of week are alternatives if neither is a star.
  record Times(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays) {
    boolean match(LocalDateTime time) {
      return minutes.get(time.getMinute())
          && hours.get(time.getHour())
          && months.get(time.getMonthValue())
          && matchDay(time);
    }

    private boolean matchDay(LocalDateTime time) {
      var day = days.get(time.getDayOfMonth());
      var weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
      var everyDay = days.cardinality() == 31 || weekdays.cardinality() >= 7;
      return everyDay ? day && weekday : day || weekday;
    }
  }

  /// All command lines of a table, in order.
  static List<CronLine> of(ConfigText table) {
    var lines = new ArrayList<CronLine>();
    for (var line : table.text().lines().toList()) {
      if (line.isBlank() || line.startsWith("#") || line.matches("[A-Za-z_]+ *=.*")) continue;
      lines.add(line(line, table));
    }
    return lines;
  }

  private static CronLine line(String line, ConfigText table) {
    var own = table.isUserTable();
    // One blank ends the user's name; further ones would belong to the command.
    var words = line.split("[ \t]+", 6);
    var times =
        new Times(
            field(words[0], 0, 59),
            field(words[1], 0, 23),
            field(words[2], 1, 31),
            field(words[3], 1, 12),
            weekdays(words[4]));
    if (own) return new CronLine(times, table.owner(), printed(words[5]));
    var rest = words[5].split("[ \t]", 2);
    return new CronLine(times, rest[0], printed(rest[1]));
  }

  /// The command as cron logs it: up to the first bare percent sign, escapes resolved.
  private static String printed(String command) {
    var out = new StringBuilder();
    for (var i = 0; i < command.length(); i++) {
      var c = command.charAt(i);
      if (c == '%') break;
      if (c == '\\' && i + 1 < command.length() && command.charAt(i + 1) == '%') {
        c = command.charAt(++i);
      }
      out.append(c);
    }
    return out.toString();
  }

  private static BitSet weekdays(String field) {
    var bits = field(field, 0, 7);
    // Sunday is 0 and 7.
    if (bits.get(7)) bits.set(0);
    bits.clear(7);
    return bits;
  }

  private static BitSet field(String field, int low, int high) {
    var bits = new BitSet(high + 1);
    for (var part : field.split(",", -1)) {
      var slash = part.split("/", 2);
      var step = slash.length == 2 ? Integer.parseInt(slash[1]) : 1;
      var range =
          slash[0].equals("*") ? new String[] {low + "", high + ""} : slash[0].split("-", 2);
      var from = Integer.parseInt(range[0]);
      var to = range.length == 2 ? Integer.parseInt(range[1]) : from;
      for (var value = from; value <= to; value += step) bits.set(value);
    }
    return bits;
  }
}
