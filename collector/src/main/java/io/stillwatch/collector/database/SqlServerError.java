// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Fields.Session;
import java.time.ZoneId;
import java.util.Map;

/// SQL Server's ERRORLOG, and the log of its agent.
///
/// `2026-01-01 00:00:00.12 spid51 Error: 18456, Severity: 14, State: 8.`; the agent writes
/// `2026-01-01 00:00:00 - ! [298] ..` with a sign for the level.
final class SqlServerError implements LineParser {
  private static final int WITHIN = 8_192;

  private final ZoneId zone;

  SqlServerError(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    var scanner = new LineScanner(line, 0);
    long micros = scanner.isoTime(zone);
    if (micros == LineScanner.NONE || scanner.skipBlanks() == 0) return ParsedLine.further(before);
    if (scanner.skip("- ")) return agent(scanner, micros);
    var process = scanner.word();
    scanner.skipBlanks();
    var code = scanner.skip("Error: ") ? scanner.until(',') : "";
    if (code.length() > 8) code = "";
    boolean failed = !code.isEmpty();
    Map<String, String> labels =
        failed ? Map.of("severity", severity(scanner)) : Map.of("process", process);
    var session = process.equals("Logon") && !failed ? session(line, scanner.at()) : Session.NONE;
    var level = failed ? "ERROR" : "";
    var fields = new Fields(level, 0, spid(process), session, code, -1, -1, labels);
    return new ParsedLine(Role.RECORD, micros, fields, "");
  }

  /// `spid51`, and `spid51s` of the system's own.
  private static long spid(String process) {
    return process.startsWith("spid") ? new LineScanner(process, 4).number() : -1;
  }

  private static String severity(LineScanner scanner) {
    scanner.skipBlanks();
    if (!scanner.skip("Severity: ")) return "";
    long severity = scanner.number();
    return severity < 0 ? "" : Long.toString(severity);
  }

  /// `Login failed for user 'sa'. Reason: .. [CLIENT: 10.0.0.1]`.
  private static Session session(String line, int from) {
    int limit = Math.min(line.length(), from + WITHIN);
    int client = line.indexOf("[CLIENT: ", from, limit);
    int name = line.indexOf(" for user '", from, limit);
    var user = name < 0 ? "" : new LineScanner(line, name + 11).until('\'');
    var address = client < 0 ? "" : new LineScanner(line, client + 9).until(']');
    return user.isEmpty() && address.isEmpty() ? Session.NONE : new Session(user, "", address, 0);
  }

  private static ParsedLine agent(LineScanner scanner, long micros) {
    var level =
        switch (scanner.peek()) {
          case '!' -> "ERROR";
          case '+' -> "WARNING";
          case '?' -> "INFO";
          default -> "";
        };
    scanner.word();
    scanner.skipBlanks();
    var code = scanner.skip('[') ? scanner.until(']') : "";
    if (code.length() > 8 || !level.equals("ERROR")) code = "";
    var fields = new Fields(level, 0, -1, Session.NONE, code, -1, -1, Map.of());
    return new ParsedLine(Role.RECORD, micros, fields, "");
  }
}
