// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

/// What syslog writes around a message: priority, time, host, process id.
///
/// Layouts: RFC 3164 (`Nov 30 03:10:02 host tag[pid]: message`), the same with a time of RFC 3339,
/// and RFC 5424. Any other line, for instance of a database, is left as it is.
final class Envelope {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LONGEST_PRIORITY = 4;
  private static final int FIELDS_OF_5424 = 2; // time and host, before the name of the program

  private Envelope() {}

  /// `tag: message`, without the process id.
  static String without(String line) {
    int at = afterPriority(line);
    if (at > 0 && line.startsWith("1 ", at)) return structured(line, at + 2);
    int message = afterHost(line, at);
    return withoutPid(line.substring(message));
  }

  private static int afterPriority(String line) {
    if (!line.startsWith("<")) return 0;
    int end = line.indexOf('>');
    if (end < 2 || end > LONGEST_PRIORITY) return 0;
    for (int i = 1; i < end; i++) if (!digit(line, i)) return 0;
    return end + 1;
  }

  /// `1 time host program pid id [data] message`.
  private static String structured(String line, int from) {
    int program = after(line, from, FIELDS_OF_5424);
    int data = after(line, program, 3);
    int name = line.indexOf(' ', program);
    if (name < 0 || data >= line.length()) return line.substring(from);
    int message = line.charAt(data) == '[' ? line.indexOf("] ", data) + 2 : after(line, data, 1);
    if (message <= data) return line.substring(program);
    return line.substring(program, name) + ": " + line.substring(Math.min(message, line.length()));
  }

  private static int afterHost(String line, int at) {
    if (month(line, at)) {
      int day = after(line, at, 1);
      int time = after(line, day, 1);
      boolean dated = digit(line, day) && digit(line, time) && line.indexOf(':', time) == time + 2;
      return dated ? after(line, time, 2) : at;
    }
    int host = after(line, at, 1);
    boolean timed = digit(line, at) && line.indexOf('T', at) == at + 10;
    int tag = after(line, host, 1);
    int end = line.indexOf(' ', tag);
    return timed && end > tag && line.charAt(end - 1) == ':' ? tag : at;
  }

  private static boolean month(String line, int at) {
    if (line.length() < at + 4 || line.charAt(at + 3) != ' ') return false;
    int found = MONTHS.indexOf(line.substring(at, at + 3));
    return found >= 0 && found % 3 == 0;
  }

  private static boolean digit(String line, int at) {
    return at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9';
  }

  /// Where the word begins that follows so many others.
  private static int after(String line, int from, int words) {
    int at = from;
    for (int i = 0; i < words; i++) {
      int blank = line.indexOf(' ', at);
      if (blank < 0) return line.length();
      at = blank;
      while (at < line.length() && line.charAt(at) == ' ') at++;
    }
    return at;
  }

  private static String withoutPid(String message) {
    int colon = message.indexOf("]: ");
    if (colon < 0) return message;
    int bracket = message.lastIndexOf('[', colon);
    int blank = message.indexOf(' ');
    if (bracket < 1 || blank < colon || !digit(message, bracket + 1)) return message;
    return message.substring(0, bracket) + message.substring(colon + 1);
  }
}
