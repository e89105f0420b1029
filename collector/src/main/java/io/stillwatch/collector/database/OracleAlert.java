// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import static io.stillwatch.collector.database.LineScanner.isDigit;

import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Fields.Session;
import java.time.ZoneId;
import java.util.Map;

/// Oracle's alert log as text: a line with nothing but the time, then what happened.
///
/// The time is `2026-01-01T00:00:00.000000+00:00` since 12.2, `Thu Jan 01 00:00:00 2026` before.
/// Lines before the first time are a heading of their own.
final class OracleAlert implements LineParser {
  private static final String ERROR = "ORA-";
  private static final int ERROR_WITHIN = 8_192;
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private final ZoneId zone;

  OracleAlert(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    long micros = time(line);
    if (micros != Carried.NO_TIME) return new ParsedLine(Role.RECORD, micros, Fields.NONE, "");
    var further = ParsedLine.further(before);
    var code = code(line);
    if (code.isEmpty()) return further;
    long record = further.fields().recordOffset();
    var fields = new Fields("ERROR", 0, -1, Session.NONE, code, -1, record, Map.of());
    return new ParsedLine(further.role(), Carried.NO_TIME, fields, "");
  }

  private long time(String line) {
    if (line.length() < 19 || line.length() > 40) return Carried.NO_TIME;
    var scanner = new LineScanner(line, 0);
    long micros = isDigit(line.charAt(0)) ? scanner.isoTime(zone) : written(line, scanner);
    scanner.skipBlanks();
    return scanner.ended() ? micros : Carried.NO_TIME;
  }

  /// `Thu Jan 01 00:00:00 2026`: the year comes last.
  private long written(String line, LineScanner scanner) {
    if (line.charAt(3) != ' ' || line.charAt(7) != ' ') return Carried.NO_TIME;
    int month = MONTHS.indexOf(line.substring(4, 7));
    scanner.moveTo(8);
    scanner.skipBlanks();
    long day = scanner.number();
    if (month < 0 || month % 3 != 0 || day < 1 || day > 31 || scanner.skipBlanks() == 0)
      return Carried.NO_TIME;
    int clock = scanner.at();
    scanner.word();
    scanner.skipBlanks();
    if (!isDigit(scanner.peek())) {
      scanner.word(); // a zone stands before the year on some systems
      scanner.skipBlanks();
    }
    long year = scanner.number();
    int end = scanner.at();
    if (year < 1970 || year > 9999) return Carried.NO_TIME;
    scanner.moveTo(clock);
    long date = LineScanner.day(year, month / 3 + 1, (int) day);
    long micros = scanner.timeOfDay(clock, date, zone);
    scanner.moveTo(end);
    return micros;
  }

  private static String code(String line) {
    int at = line.indexOf(ERROR, 0, Math.min(line.length(), ERROR_WITHIN));
    if (at < 0) return "";
    int from = at + ERROR.length();
    int end = from;
    while (end < line.length() && end < from + 5 && isDigit(line.charAt(end))) end++;
    return end == from ? "" : line.substring(at, end);
  }
}
