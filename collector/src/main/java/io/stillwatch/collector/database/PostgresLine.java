// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Fields.Session;
import java.util.Map;

/// What has been found in one line of PostgreSQL so far, whatever its form.
final class PostgresLine {
  private static final String UNKNOWN = "[unknown]";
  private static final String SUCCESS = "00000";
  private static final String DURATION = "duration: ";

  /// Where the prefix ends and the severity begins; -1 for no match.
  int end = -1;

  long micros = Carried.NO_TIME;
  long pid;
  String code = "";
  private String user = "";
  private String database = "";
  private String address = "";
  private String application = "";
  private int port;

  /// By the letter of `log_line_prefix`; letters without a field are left out.
  void put(char escape, String value) {
    if (value.equals(UNKNOWN)) return;
    switch (escape) {
      case 'u' -> user = value;
      case 'd' -> database = value;
      case 'a' -> application = value;
      case 'h' -> address = value;
      case 'r' -> remote(value);
      default -> {}
    }
  }

  /// A user with a blank is rare, and far more often a sign of another prefix.
  boolean tellsPlainUser() {
    return user.indexOf(' ') < 0;
  }

  void port(long number) {
    if (number > 0 && number <= 0xffff) port = (int) number;
  }

  /// `10.0.0.1(51234)`; csvlog writes `10.0.0.1:51234`.
  void remote(String value) {
    int open = value.endsWith(")") ? value.lastIndexOf('(') : value.lastIndexOf(':');
    address = open < 0 ? value : value.substring(0, open);
    if (open >= 0) port(new LineScanner(value, open + 1).number());
  }

  /// `message` is where the text of the message begins in `line`.
  Fields fields(Severity severity, String line, int message) {
    var session =
        user.isEmpty() && database.isEmpty() && address.isEmpty()
            ? Session.NONE
            : new Session(user, database, address, port);
    Map<String, String> labels =
        application.isEmpty() ? Map.of() : Map.of("application", application);
    return new Fields(
        severity == Severity.NONE ? "" : severity.name(),
        pid,
        -1,
        session,
        code.equals(SUCCESS) ? "" : code,
        duration(line, message),
        -1,
        labels);
  }

  /// `duration: 167.754 ms`, in nanoseconds; -1 where the message is about something else.
  private static long duration(String line, int message) {
    if (!line.startsWith(DURATION, message)) return -1;
    return Decimal.scaled(line, message + DURATION.length(), 1_000_000);
  }
}
