// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Fields.Session;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/// The general query log: time, connection, command, argument.
///
/// Old servers and MariaDB write the time only when the second changes and two tabs otherwise; a
/// statement of several lines goes on without any of them.
final class MysqlGeneral implements LineParser {
  private static final Set<String> COMMANDS =
      Set.of(
          "Query",
          "Connect",
          "Quit",
          "Init DB",
          "Field List",
          "Prepare",
          "Execute",
          "Close stmt",
          "Reset stmt",
          "Fetch",
          "Long Data",
          "Statistics",
          "Ping",
          "Shutdown",
          "Refresh",
          "Kill",
          "Debug",
          "Sleep",
          "Time",
          "Daemon",
          "Error",
          "Processlist",
          "Change user",
          "Set option",
          "Create DB",
          "Drop DB",
          "Delayed insert",
          "Connect Out",
          "Table Dump",
          "Binlog Dump",
          "Binlog Dump GTID",
          "Register Slave",
          "Register Replica",
          "Reset Connection",
          "Clone",
          "Bulk_execute",
          "Slave_worker",
          "Slave_IO",
          "Slave_SQL");

  private final ZoneId zone;

  MysqlGeneral(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    if (MysqlHeading.is(line))
      return new ParsedLine(Role.HEADING, Carried.NO_TIME, Fields.NONE, "");
    var scanner = new LineScanner(line, 0);
    long micros = Carried.NO_TIME;
    if (LineScanner.isDigit(scanner.peek())) {
      micros = scanner.isoTime(zone);
      if (micros == LineScanner.NONE) micros = scanner.shortTime(zone);
      if (micros == LineScanner.NONE || scanner.peek() != '\t') return ParsedLine.further(before);
    } else if (!line.startsWith("\t\t")) return ParsedLine.further(before);
    scanner.skipBlanks();
    long thread = scanner.number();
    if (thread < 0 || !scanner.skip(' ')) return ParsedLine.further(before);
    int from = scanner.at();
    int end = line.indexOf('\t', from, Math.min(line.length(), from + 20));
    if (end < 0) end = Math.min(line.length(), from + 20);
    var command = line.substring(from, end);
    if (!COMMANDS.contains(command)) return ParsedLine.further(before);
    var session = command.equals("Connect") ? session(line, end + 1) : Session.NONE;
    var labels = Map.of("command", command);
    var fields = new Fields("", 0, thread, session, "", -1, -1, labels);
    return new ParsedLine(Role.RECORD, micros, fields, "");
  }

  /// `app@10.0.0.1 on orders using TCP/IP`; a refusal is written with the same command.
  private static Session session(String line, int from) {
    if (from >= line.length() || line.startsWith("Access denied", from)) return Session.NONE;
    int end = line.indexOf(" on ", from);
    int sign = end < 0 ? -1 : line.lastIndexOf('@', end);
    if (sign < from) return Session.NONE;
    var scanner = new LineScanner(line, end + 4);
    var database = scanner.peek() == ' ' || scanner.skip("using ") ? "" : scanner.word();
    return new Session(line.substring(from, sign), database, line.substring(sign + 1, end), 0);
  }
}
