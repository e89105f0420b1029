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

  /// `cron[12]: `, `run-parts(/etc/cron.daily)[13]: `, `rsyslogd: `, `sock[1] <Info>: `.
  private static final Pattern PROGRAM =
      Pattern.compile(
          "^([^\\s\\[\\]:]{1,128})(?:\\[(\\d{1,18})])?(?: <\\w+>)?:(?: (.*))?$", Pattern.DOTALL);

  /// Only a layout without a host begins with a program, and then it is unmistakable.
  private static final Pattern NO_HOST =
      Pattern.compile("^(?:\\S+\\[\\d+]:|[^\\s:]+:(?= )|---).*", Pattern.DOTALL);

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
    var severity = SEVERITY.matcher(rest);
    if (severity.matches()) return program("", severity.group(1));
    if (NO_HOST.matcher(rest).matches()) return program("", rest);
    var blank = rest.indexOf(' ');
    if (blank <= 0) return new Tag("", "", 0, rest);
    var host = rest.substring(0, blank);
    var after = rest.substring(blank + 1);
    var facility = FACILITY.matcher(after);
    if (facility.matches()) return program(host, facility.group(1));
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

  private static Tag program(String host, String rest) {
    var matcher = PROGRAM.matcher(rest);
    if (!matcher.matches()) return new Tag(host, "", 0, rest);
    var message = matcher.group(3) == null ? "" : matcher.group(3);
    return new Tag(host, matcher.group(1), pid(matcher.group(2)), message);
  }

  private static String told(String word) {
    return word.equals("-") ? "" : word;
  }

  private static long pid(String word) {
    return word != null && word.matches("\\d{1,18}") ? Long.parseLong(word) : 0;
  }
}
