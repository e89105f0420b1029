// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import static io.stillwatch.collector.database.LineScanner.isDigit;

import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Fields.Session;
import java.time.ZoneId;
import java.util.Map;

/// The error log of MySQL and MariaDB in all its ages.
///
/// `2026-01-01T00:00:00.000000Z 0 [Note] [MY-010116] [Server] ..` since 8.0, without code before;
/// `2026-01-01 0:00:00 0 [Note] ..` of 5.6 and MariaDB; `260101 0:00:00 [Note] ..` of 5.5. Stack
/// traces and status reports have no time and go on with the message before.
final class MysqlError implements LineParser {
  private static final String NUMBER = "Error_code: ";
  private static final int NUMBER_WITHIN = 8_192;

  private final ZoneId zone;

  MysqlError(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    if (MysqlHeading.is(line))
      return new ParsedLine(Role.HEADING, Carried.NO_TIME, Fields.NONE, "");
    if (line.isEmpty() || !isDigit(line.charAt(0))) return ParsedLine.further(before);
    var scanner = new LineScanner(line, 0);
    long micros = scanner.isoTime(zone);
    if (micros == LineScanner.NONE) micros = scanner.shortTime(zone);
    if (micros == LineScanner.NONE) return ParsedLine.further(before);
    scanner.skipBlanks();
    long thread = thread(scanner);
    var level = bracketed(scanner);
    var code = level.isEmpty() ? "" : code(scanner);
    if (code.isEmpty() && level.equalsIgnoreCase("error")) code = number(line);
    var fields = new Fields(level, 0, thread, Session.NONE, code, -1, -1, Map.of());
    return new ParsedLine(Role.RECORD, micros, fields, "");
  }

  /// Decimal, or the hexadecimal address of a thread; -1 where a word of the message stands.
  private static long thread(LineScanner scanner) {
    int from = scanner.at();
    long number = scanner.number();
    if (number >= 0 && scanner.skip(' ')) {
      scanner.skipBlanks();
      return number;
    }
    scanner.moveTo(from);
    return -1;
  }

  private static String bracketed(LineScanner scanner) {
    if (!scanner.skip('[')) return "";
    var word = scanner.until(']');
    return word.length() > 16 ? "" : word;
  }

  private static String code(LineScanner scanner) {
    return scanner.skip(" [MY-") ? "MY-" + digits(scanner) : "";
  }

  private static String digits(LineScanner scanner) {
    var word = scanner.until(']');
    return word.length() > 8 ? "" : word;
  }

  /// `.. Error_code: 1032` at the end of messages of the replica.
  private static String number(String line) {
    int at = line.indexOf(NUMBER, 0, Math.min(line.length(), NUMBER_WITHIN));
    if (at < 0) return "";
    int from = at + NUMBER.length();
    int end = from;
    while (end < line.length() && end < from + 8 && isDigit(line.charAt(end))) end++;
    return line.substring(from, end);
  }
}
