// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import java.util.Optional;
import java.util.regex.Pattern;

/// What stands between the time and the message: host, program, process.
///
/// `host` and `program` are empty, and `pid` is 0, where the line does not tell.
record Tag(String host, String program, long pid, String message) {
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

  /// The rest of a line after its time.
  static Tag read(String rest) {
    var blank = rest.indexOf(' ');
    if (mayBeSeverity(rest, blank)) {
      var severity = SEVERITY.matcher(rest);
      if (severity.matches()) return program("", severity.group(1));
    }
    if (hasNoHost(rest)) return program("", rest);
    if (blank <= 0) return new Tag("", "", 0, rest);
    var host = rest.substring(0, blank);
    var after = rest.substring(blank + 1);
    if (mayBeFacility(after)) {
      var facility = FACILITY.matcher(after);
      if (facility.matches()) return program(host, facility.group(1));
    }
    var tagged = program(host, after);
    return tagged.program.isEmpty() ? protocol23(rest).orElse(tagged) : tagged;
  }

  static Optional<Tag> protocol23(String rest) {
    var matcher = PROTOCOL_23.matcher(rest);
    if (!matcher.matches()) return Optional.empty();
    var message = matcher.group(5) == null ? "" : matcher.group(5).strip();
    return Optional.of(
        new Tag(told(matcher.group(1)), told(matcher.group(2)), pid(matcher.group(3)), message));
  }

  private static boolean mayBeSeverity(String rest, int blank) {
    return blank > 2 && blank < 8 && Character.isUpperCase(rest.charAt(0));
  }

  private static boolean mayBeFacility(String after) {
    int dot = after.indexOf('.');
    return dot > 0 && dot < 10 && after.indexOf(' ') > dot && after.indexOf('[') != dot - 1;
  }

  /// Only a layout without a host begins with a program, and then it is unmistakable: `---`,
  /// `cron[12]:`, `rsyslogd: `.
  private static boolean hasNoHost(String rest) {
    if (rest.startsWith("---")) return true;
    boolean colon = false;
    for (int i = 0; i < rest.length() && !isSpace(rest.charAt(i)); i++) {
      if (rest.charAt(i) != ':') continue;
      if (i > 1 && rest.charAt(i - 1) == ']' && endsWithNumber(rest, i - 1)) return true;
      if (!colon && i > 0 && i + 1 < rest.length() && rest.charAt(i + 1) == ' ') return true;
      colon = true;
    }
    return false;
  }

  /// Whether `name[12` stands before the closing bracket.
  private static boolean endsWithNumber(String rest, int bracket) {
    int digits = bracket;
    while (digits > 0 && isDigit(rest.charAt(digits - 1))) digits--;
    return digits < bracket && digits > 1 && rest.charAt(digits - 1) == '[';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Tag program(String host, String rest) {
    int end = 0;
    while (end < rest.length() && end < 129 && isOfProgram(rest.charAt(end))) end++;
    if (end == 0 || end > 128 || end == rest.length()) return new Tag(host, "", 0, rest);
    int at = end;
    if (rest.charAt(at) == '[') {
      do at++;
      while (at < rest.length() && isDigit(rest.charAt(at)));
      int digits = at - end - 1;
      if (digits < 1 || digits > 18 || at >= rest.length() || rest.charAt(at) != ']')
        return new Tag(host, "", 0, rest);
      at++;
    }
    var pid = at == end ? 0 : Long.parseLong(rest, end + 1, at - 1, 10);
    if (rest.startsWith(" <", at)) at = overLevel(rest, at);
    if (at >= rest.length() || rest.charAt(at) != ':') return new Tag(host, "", 0, rest);
    at++;
    if (at < rest.length() && rest.charAt(at) != ' ') return new Tag(host, "", 0, rest);
    var message = at < rest.length() ? rest.substring(at + 1) : "";
    return new Tag(host, rest.substring(0, end), pid, message);
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
