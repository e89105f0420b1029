// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import static io.stillwatch.collector.database.LineScanner.isDigit;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Guesses `log_line_prefix` from one line.
///
/// The formats that services and manuals propose are tried first, RDS's own before all, because
/// there it cannot be changed. Any other is read off the line: a time, a process in brackets, names
/// in front of `=`.
final class PrefixInference {
  private static final List<String> USUAL =
      List.of(
          "%t:%r:%u@%d:[%p]:",
          "%m [%p] %q%u@%d ",
          "%t [%p] %q%u@%d ",
          "%t [%p]: [%l-1] %quser=%u,db=%d,app=%a,client=%h ",
          "%t [%p]: [%l-1] %quser=%u,db=%d ",
          "%m:%r:%u@%d:[%p]:");

  private final String line;
  private final StringBuilder format = new StringBuilder();
  private int at;
  private boolean quit;
  private boolean told;

  private PrefixInference(String line) {
    this.line = line;
  }

  /// Empty for a line that does not look like the first one of a message.
  static Optional<PostgresPrefix> of(String line, ZoneId zone) {
    int severity = severity(line);
    if (severity < 0) return Optional.empty();
    for (var usual : USUAL) {
      var prefix = PostgresPrefix.of(usual, zone);
      var found = prefix.match(line);
      if (found.end == severity && found.tellsPlainUser()) return Optional.of(prefix);
    }
    var inference = new PrefixInference(line);
    inference.read(severity);
    if (!inference.told) return Optional.empty();
    var prefix = PostgresPrefix.of(inference.format.toString(), zone);
    return prefix.match(line).end == severity ? Optional.of(prefix) : Optional.empty();
  }

  /// Where the first severity stands behind something that is no word.
  private static int severity(String line) {
    int limit = Math.min(line.length(), PostgresPrefix.MAX_LENGTH);
    for (int colon = line.indexOf(':', 0, limit);
        colon >= 0;
        colon = line.indexOf(':', colon + 1, limit)) {
      int start = colon;
      while (start > 0 && colon - start < 10 && isOfWord(line.charAt(start - 1))) start--;
      var behind = colon + 1 < line.length() ? line.charAt(colon + 1) : ' ';
      if (start < colon && behind == ' ' && Severity.at(line, start) != Severity.NONE) return start;
    }
    return -1;
  }

  private static boolean isOfWord(char c) {
    return (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private void read(int end) {
    while (at < end) {
      if (time() || bracketed() || named(end) || session()) continue;
      char c = line.charAt(at++);
      format.append(c);
      if (c == '%') format.append('%');
    }
  }

  private boolean time() {
    var scanner = new LineScanner(line, at);
    if (scanner.isoTime(ZoneOffset.UTC) == LineScanner.NONE) return false;
    boolean first = format.indexOf("%m") < 0 && format.indexOf("%t") < 0;
    boolean millis = line.startsWith(".", at + 19);
    format.append(first ? millis ? "%m" : "%t" : "%s");
    at = scanner.at();
    told = true;
    return true;
  }

  /// `[4711]`, `[12-1]`.
  private boolean bracketed() {
    if (line.charAt(at) != '[') return false;
    var scanner = new LineScanner(line, at + 1);
    if (scanner.number() < 0) return false;
    boolean counter = scanner.skip("-1]");
    if (!counter && !scanner.skip(']')) return false;
    boolean pid = !counter && format.indexOf("%p") < 0;
    format.append(counter ? "[%l-1]" : pid ? "[%p]" : "[%x]");
    told |= pid;
    at = scanner.at();
    return true;
  }

  /// `user=postgres,db=orders`: the value reaches to whatever follows it here.
  private boolean named(int end) {
    int equals = at;
    while (equals < end && (Character.isLetter(line.charAt(equals)) || line.charAt(equals) == '_'))
      equals++;
    if (equals == at || equals >= end || line.charAt(equals) != '=') return false;
    var escape = escape(line.substring(at, equals));
    if (escape.isEmpty()) return false;
    int from = equals + 1;
    int to = from;
    while (to < end && ",;| \"".indexOf(line.charAt(to)) < 0) to++;
    if (to > from && line.charAt(to - 1) == ']' && to - from > 1 && line.charAt(from) != '[') to--;
    if (line.startsWith("[unknown]]", from)) to = from + 9;
    if (escape.equals("%h") && to > from && line.charAt(to - 1) == ')') escape = "%r";
    quit(line.substring(at, from) + escape);
    at = to;
    return true;
  }

  private static String escape(String name) {
    return switch (name) {
      case "user", "usr", "u" -> "%u";
      case "db", "database", "d" -> "%d";
      case "app", "appli", "application", "application_name", "a" -> "%a";
      case "client", "host", "remote", "h", "r", "connection_source" -> "%h";
      case "pid" -> "%p";
      case "queryid", "query_id" -> "%Q";
      case "trx_id", "tid", "xid" -> "%x";
      case "vtid", "vxid" -> "%v";
      case "session", "session_id" -> "%c";
      default -> "";
    };
  }

  /// `%q` before the first word about a session: processes without one stop there.
  private void quit(String text) {
    int blank = format.lastIndexOf(" ");
    if (!quit && told && blank >= 0 && !text.contains("%p")) format.insert(blank + 1, "%q");
    quit |= told && blank >= 0 && !text.contains("%p");
    format.append(text);
  }

  /// `postgres@orders`, and a session as `5ec6c05b.22`.
  private boolean session() {
    var boundary = at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1));
    if (!boundary) return false;
    int sign = at;
    while (sign < line.length() && isOfName(line.charAt(sign))) sign++;
    if (sign == at || sign >= line.length()) return false;
    if (line.charAt(sign) != '@') return false;
    int end = sign + 1;
    while (end < line.length() && isOfName(line.charAt(end))) end++;
    quit("%u@%d");
    at = end;
    return true;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '[' || c == ']' || c == '-';
  }
}
