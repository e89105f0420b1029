// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import java.util.Optional;
import java.util.regex.Pattern;

/// What stands between the time and the message: host, program, process.
///
/// `host` and `program` are empty, and `pid` is 0, where the line does not tell.
record Tag(String host, String program, long pid, String message) {
  private static final int LONGEST_PROGRAM = 128;
  private static final String STRUCTURED = "(?:-|(?:\\[(?:[^\\]\\\\]|\\\\.)*+])++)";

  /// RFC 5424: host, program, process, message id, structured data, message; `-` is "not told".
  private static final Pattern PROTOCOL_23 =
      Pattern.compile(
          "^(\\S+) (\\S+) (\\S+) (\\S+) " + STRUCTURED + "(?: ?(.*))?$", Pattern.DOTALL);

  private static final Pattern SEVERITY =
      Pattern.compile(
          "^(?:DEBUG|INFO|NOTICE|WARNING|ERR|ERROR|CRIT|ALERT|EMERG) (.*)$", Pattern.DOTALL);

  /// BusyBox writes `cron.err` between host and program.
  private static final Pattern FACILITY =
      Pattern.compile(
          "^(?:kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|local[0-7]|\\d+)"
              + "\\.(?:emerg|alert|crit|err|error|warn|warning|notice|info|debug|\\d+) (.*)$",
          Pattern.DOTALL);

  /// Of a line whose time ends at `from`.
  static Tag read(String line, int from) {
    var blank = line.indexOf(' ', from);
    if (mayBeSeverity(line, from, blank)) {
      var severity = SEVERITY.matcher(line.substring(from));
      if (severity.matches()) return program("", severity.group(1), 0);
    }
    if (hasNoHost(line, from)) return program("", line, from);
    if (blank <= from) return plain("", line, from);
    var host = line.substring(from, blank);
    int after = blank + 1;
    if (mayBeFacility(line, after)) {
      var facility = FACILITY.matcher(line.substring(after));
      if (facility.matches()) return program(host, facility.group(1), 0);
    }
    var tagged = program(host, line, after);
    return tagged.program.isEmpty() ? protocol23(line.substring(from)).orElse(tagged) : tagged;
  }

  static Optional<Tag> protocol23(String rest) {
    var matcher = PROTOCOL_23.matcher(rest);
    if (!matcher.matches()) return Optional.empty();
    var message = matcher.group(5) == null ? "" : matcher.group(5).strip();
    return Optional.of(
        new Tag(told(matcher.group(1)), told(matcher.group(2)), pid(matcher.group(3)), message));
  }

  private static boolean mayBeSeverity(String line, int from, int blank) {
    return blank > from + 2 && blank < from + 8 && Character.isUpperCase(line.charAt(from));
  }

  private static boolean mayBeFacility(String line, int from) {
    int dot = line.indexOf('.', from, Math.min(line.length(), from + 10));
    return dot > from && line.indexOf(' ', from) > dot && line.indexOf('[', from) != dot - 1;
  }

  /// Only a layout without a host begins with a program, and then it is unmistakable: `---`,
  /// `cron[12]:`, `rsyslogd: `.
  private static boolean hasNoHost(String line, int from) {
    if (line.startsWith("---", from)) return true;
    boolean colon = false;
    for (int i = from; i < line.length() && !isSpace(line.charAt(i)); i++) {
      if (line.charAt(i) != ':') continue;
      if (i > from + 1 && line.charAt(i - 1) == ']' && endsWithNumber(line, from, i - 1))
        return true;
      if (!colon && i > from && i + 1 < line.length() && line.charAt(i + 1) == ' ') return true;
      colon = true;
    }
    return false;
  }

  /// Whether `name[12` stands before the closing bracket.
  private static boolean endsWithNumber(String line, int from, int bracket) {
    int digits = bracket;
    while (digits > from && isDigit(line.charAt(digits - 1))) digits--;
    return digits < bracket && digits > from + 1 && line.charAt(digits - 1) == '[';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Tag program(String host, String line, int from) {
    int end = from;
    int last = from + LONGEST_PROGRAM;
    while (end < line.length() && end <= last && isOfProgram(line.charAt(end))) end++;
    var untagged = end == from || end > last || end == line.length();
    return untagged ? plain(host, line, from) : tagged(host, line, from, end);
  }

  /// The program ends at `end`.
  private static Tag tagged(String host, String line, int from, int end) {
    int at = end;
    if (line.charAt(at) == '[') {
      do at++;
      while (at < line.length() && isDigit(line.charAt(at)));
      int digits = at - end - 1;
      if (digits < 1 || digits > 18 || at >= line.length() || line.charAt(at) != ']')
        return plain(host, line, from);
      at++;
    }
    var pid = at == end ? 0 : Long.parseLong(line, end + 1, at - 1, 10);
    if (line.startsWith(" <", at)) at = overLevel(line, at);
    if (at >= line.length() || line.charAt(at) != ':') return plain(host, line, from);
    at++;
    if (at < line.length() && line.charAt(at) != ' ') return plain(host, line, from);
    var message = at < line.length() ? line.substring(at + 1) : "";
    return new Tag(host, line.substring(from, end), pid, message);
  }

  private static Tag plain(String host, String line, int from) {
    return new Tag(host, "", 0, line.substring(from));
  }

  private static boolean isOfProgram(char c) {
    return !isSpace(c) && c != '[' && c != ']' && c != ':';
  }

  /// `sock[1] <Info>: ` of macOS.
  private static int overLevel(String rest, int from) {
    int at = from + 2;
    while (at < rest.length() && Character.isLetterOrDigit(rest.charAt(at))) at++;
    return at > from + 2 && at < rest.length() && rest.charAt(at) == '>' ? at + 1 : from;
  }

  private static String told(String word) {
    return word.equals("-") ? "" : word;
  }

  private static long pid(String word) {
    return word != null && word.matches("\\d{1,18}") ? Long.parseLong(word) : 0;
  }
}
