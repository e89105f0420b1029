// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import java.time.ZoneId;

/// PostgreSQL's csvlog: 23 to 26 columns, and messages that go on over many lines inside quotes.
///
/// The state is `open` while a quote is.
final class PostgresCsv implements LineParser {
  private static final String OPEN = "open";
  private static final int MESSAGE = 13;

  private final ZoneId zone;

  PostgresCsv(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    var row = new Row(line);
    var begun = row.begins();
    // a row inside an open quote: the writer was killed in the middle of the one before
    if (begun) return new ParsedLine(Role.RECORD, row.micros(), row.fields(), row.state());
    var further = ParsedLine.further(before);
    boolean open = before.state().equals(OPEN) != oddQuotes(line, 0);
    return new ParsedLine(further.role(), Carried.NO_TIME, further.fields(), open ? OPEN : "");
  }

  private static boolean oddQuotes(String line, int from) {
    boolean odd = false;
    for (int at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
    return odd;
  }

  /// The columns of one row up to its message.
  private final class Row {
    private final String line;
    private final PostgresLine found = new PostgresLine();
    private Severity severity = Severity.NONE;
    private int at;

    Row(String line) {
      this.line = line;
    }

    boolean begins() {
      int quote = line.startsWith("\"") ? 1 : 0;
      if (line.length() < 23 || line.charAt(4 + quote) != '-') return false;
      var scanner = new LineScanner(line, quote);
      found.micros = scanner.isoTime(zone);
      if (found.micros == LineScanner.NONE) return false;
      at = scanner.at() + quote;
      if (at >= line.length() || line.charAt(at) != ',') return false;
      for (int column = 1; column < MESSAGE; column++) {
        if (at >= line.length() || line.charAt(at) != ',') return false;
        at++;
        column(column);
      }
      return severity != Severity.NONE;
    }

    private void column(int column) {
      switch (column) {
        case 1 -> found.put('u', value());
        case 2 -> found.put('d', value());
        case 3 -> found.pid = Math.max(0, new LineScanner(line, at).number());
        case 4 -> found.remote(value());
        case 11 -> severity = severity();
        case 12 -> found.code = value();
        default -> {}
      }
      if (column == 1 || column == 2 || column == 4 || column == 12) return;
      skip();
    }

    private Severity severity() {
      int end = end();
      for (var each : Severity.values())
        if (each != Severity.NONE
            && each.name().length() == end - at
            && line.startsWith(each.name(), at)) return each;
      return Severity.NONE;
    }

    private String value() {
      int from = at;
      skip();
      if (from >= line.length() || line.charAt(from) != '"') return line.substring(from, at);
      var quoted = line.substring(from + 1, Math.max(from + 1, at - 1));
      return quoted.indexOf('"') < 0 ? quoted : quoted.replace("\"\"", "\"");
    }

    private int end() {
      int end = line.indexOf(',', at);
      return end < 0 ? line.length() : end;
    }

    private void skip() {
      if (at >= line.length() || line.charAt(at) != '"') {
        at = end();
        return;
      }
      int close = line.indexOf('"', at + 1);
      while (close >= 0 && close + 1 < line.length() && line.charAt(close + 1) == '"')
        close = line.indexOf('"', close + 2);
      at = close < 0 ? line.length() : close + 1;
    }

    long micros() {
      return found.micros;
    }

    io.stillwatch.core.evidence.Fields fields() {
      int message = at + 1;
      if (message < line.length() && line.charAt(message) == '"') message++;
      return found.fields(severity, line, message);
    }

    String state() {
      return oddQuotes(line, at) ? OPEN : "";
    }
  }
}
