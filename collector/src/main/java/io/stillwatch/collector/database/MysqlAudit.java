// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Fields.Session;
import java.time.ZoneId;
import java.util.Map;

/// The audit plug-in of MariaDB, which RDS and Aurora use for MySQL too.
///
/// `20260101 00:00:00,host,user,client,connection,query,OPERATION,database,object,code`; Aurora
/// writes microseconds since 1970 for the time.
final class MysqlAudit implements LineParser {
  private static final int COLUMNS = 7;
  private static final long OLDEST = 1_000_000_000_000_000L; // 2001, in microseconds

  private final ZoneId zone;

  MysqlAudit(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    var scanner = new LineScanner(line, 0);
    long micros = scanner.shortTime(zone);
    if (micros == LineScanner.NONE) {
      long since1970 = scanner.number();
      if (since1970 >= OLDEST) micros = since1970;
    }
    if (micros == LineScanner.NONE || !scanner.skip(',')) return ParsedLine.further(before);
    var columns = new String[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      if (scanner.ended()) return ParsedLine.further(before);
      columns[i] = scanner.until(',');
    }
    long thread = new LineScanner(columns[3], 0).number();
    var session = new Session(columns[1], columns[6], columns[2], 0);
    var labels = Map.of("operation", columns[5]);
    var code = code(line, scanner.at());
    var fields = new Fields("", 0, thread, session, code, -1, -1, labels);
    return new ParsedLine(Role.RECORD, micros, fields, "");
  }

  /// The return code is behind the last comma; Aurora leaves a comma at the very end.
  private static String code(String line, int from) {
    int end = line.endsWith(",") ? line.length() - 1 : line.length();
    int comma = line.lastIndexOf(',', end - 1);
    if (comma < from - 1 || end - comma > 8) return "";
    var code = line.substring(comma + 1, end);
    return code.equals("0") || new LineScanner(code, 0).number() < 0 ? "" : code;
  }
}
