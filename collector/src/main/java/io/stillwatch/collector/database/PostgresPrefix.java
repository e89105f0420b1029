// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import static io.stillwatch.collector.database.LineScanner.isDigit;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL's `log_line_prefix`, taken apart once and held against many lines.
///
/// User, database and application may contain whatever stands behind them in the format, so several
/// ends are tried; how many is bounded, and the severity that must follow decides.
final class PostgresPrefix {
  /// Nothing in front of a message is longer: an application name has 63 bytes.
  static final int MAX_LENGTH = 2_048;

  private static final int MAX_TRIES = 200;
  private static final String FREE = "udarhbiL";

  /// One escape, or text to be found as it is.
  private record Element(char escape, String literal, boolean padded) {
    boolean isFree() {
      return FREE.indexOf(escape) >= 0;
    }
  }

  private static final char LITERAL = 0;
  private static final char QUIT = 'q';

  private final String format;
  private final ZoneId zone;
  private final List<Element> elements;

  private PostgresPrefix(String format, ZoneId zone, List<Element> elements) {
    this.format = format;
    this.zone = zone;
    this.elements = elements;
  }

  static PostgresPrefix of(String format, ZoneId zone) {
    var elements = new ArrayList<Element>();
    var literal = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      int end = i + 1;
      while (c == '%'
          && end < format.length()
          && (isDigit(format.charAt(end)) || format.charAt(end) == '-')) end++;
      if (c != '%' || end >= format.length() || format.charAt(end) == '%') {
        literal.append(c);
        if (c == '%') i = end;
        continue;
      }
      if (!literal.isEmpty()) elements.add(new Element(LITERAL, literal.toString(), false));
      literal.setLength(0);
      elements.add(new Element(format.charAt(end), "", end > i + 1));
      i = end;
    }
    if (!literal.isEmpty()) elements.add(new Element(LITERAL, literal.toString(), false));
    return new PostgresPrefix(format, zone, List.copyOf(elements));
  }

  String format() {
    return format;
  }

  /// What stands in front of the message; its `end` is -1 where the line does not begin like this.
  PostgresLine match(String line) {
    var found = new PostgresLine();
    found.end = new Attempt(line, found).from(0, 0);
    return found;
  }

  /// One line held against the format.
  private final class Attempt {
    private final String line;
    private final int limit;
    private final PostgresLine found;
    private int tries;

    Attempt(String line, PostgresLine found) {
      this.line = line;
      this.limit = Math.min(line.length(), MAX_LENGTH);
      this.found = found;
    }

    /// Where the prefix ends if the elements from there on match, else -1.
    int from(int index, int at) {
      if (index == elements.size()) return Severity.at(line, at) == Severity.NONE ? -1 : at;
      var element = elements.get(index);
      if (element.escape == LITERAL)
        return line.startsWith(element.literal, at)
            ? from(index + 1, at + element.literal.length())
            : -1;
      if (element.escape == QUIT)
        return Severity.at(line, at) == Severity.NONE ? from(index + 1, at) : at;
      if (element.isFree()) return free(index, at);
      int start = element.padded ? overBlanks(at) : at;
      int end = shaped(element.escape, start);
      if (end < 0) return -1;
      return from(index + 1, element.padded ? overBlanks(end) : end);
    }

    private int free(int index, int at) {
      var next = index + 1 < elements.size() ? elements.get(index + 1) : null;
      int end = at;
      while (tries++ < MAX_TRIES && end <= limit) {
        if (next != null && next.escape == LITERAL) end = line.indexOf(next.literal, end, limit);
        if (end < 0) return -1;
        int whole = from(index + 1, end);
        if (whole >= 0) {
          found.put(elements.get(index).escape, line.substring(at, end).strip());
          return whole;
        }
        end++;
      }
      return -1;
    }

    private int overBlanks(int at) {
      int end = at;
      while (end < limit && line.charAt(end) == ' ') end++;
      return end;
    }

    /// The end of an escape whose shape is known.
    private int shaped(char escape, int at) {
      return switch (escape) {
        case 't', 'm' -> time(at, true);
        case 's' -> time(at, false);
        case 'n' -> epoch(at);
        case 'p' -> number(at, true);
        case 'P', 'l', 'x', 'Q' -> number(at, false);
        case 'e' -> code(at);
        case 'v' -> run(at, "/-");
        case 'c' -> run(at, ".");
        default -> at; // an escape that this version does not know is empty
      };
    }

    private int time(int at, boolean ofLine) {
      var scanner = new LineScanner(line, at);
      long micros = scanner.isoTime(zone);
      if (micros == LineScanner.NONE) return -1;
      if (ofLine) found.micros = micros;
      return scanner.at();
    }

    private int epoch(int at) {
      var scanner = new LineScanner(line, at);
      long seconds = scanner.number();
      if (seconds < 0 || seconds > 99_999_999_999L) return -1;
      long millis = scanner.skip('.') ? scanner.number() : 0;
      found.micros = seconds * 1_000_000 + Math.clamp(millis, 0L, 999L) * 1_000L;
      return scanner.at();
    }

    private int number(int at, boolean pid) {
      var scanner = new LineScanner(line, at);
      scanner.skip('-');
      long number = scanner.number();
      if (pid && number < 0) return -1;
      if (pid) found.pid = number;
      return scanner.at();
    }

    private int code(int at) {
      int end = at;
      while (end < limit && end < at + 5 && isWord(line.charAt(end))) end++;
      if (end - at != 5) return -1;
      found.code = line.substring(at, end);
      return end;
    }

    private int run(int at, String others) {
      int end = at;
      while (end < limit && (isWord(line.charAt(end)) || others.indexOf(line.charAt(end)) >= 0))
        end++;
      return end;
    }

    private static boolean isWord(char c) {
      return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
  }
}
