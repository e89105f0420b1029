// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.Optional;

/// Decides whether a line is an assignment, with the states of the daemons' `load_env`.
///
/// A value may be quoted as a whole; text after the closing quote makes it no assignment. An empty
/// value needs quotes on Debian (`MAILTO=""`), on cronie it does not.
final class AssignmentParser {
  /// A name and its value.
  record NameValue(String name, String value) {}

  private final String line;
  private int at;

  private AssignmentParser(String line) {
    this.line = line;
  }

  static Optional<NameValue> parse(String line, Dialect dialect) {
    return new AssignmentParser(line).parse(dialect);
  }

  private Optional<NameValue> parse(Dialect dialect) {
    // the daemons skip blanks only; other white space is an empty name
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) at++;
    var name = name();
    if (name.isEmpty()) return Optional.empty();
    skipSpace();
    if (at >= line.length() || line.charAt(at) != '=') return Optional.empty();
    at++;
    skipSpace();
    if (at >= line.length()) {
      return dialect == Dialect.CRONIE
          ? Optional.of(new NameValue(name.get(), ""))
          : Optional.empty();
    }
    return value().map(v -> new NameValue(name.get(), v));
  }

  private Optional<String> name() {
    char quote = at < line.length() ? line.charAt(at) : ' ';
    if (quote == '"' || quote == '\'') {
      int end = line.indexOf(quote, at + 1);
      if (end < 0) return Optional.empty();
      var name = line.substring(at + 1, end);
      at = end + 1;
      return name.contains("=") ? Optional.empty() : Optional.of(name);
    }
    int start = at;
    while (at < line.length() && line.charAt(at) != '=' && !isSpace(line.charAt(at))) at++;
    return Optional.of(line.substring(start, at));
  }

  private Optional<String> value() {
    char quote = line.charAt(at);
    if (quote != '"' && quote != '\'') return Optional.of(line.substring(at).stripTrailing());
    int end = line.indexOf(quote, at + 1);
    if (end < 0) return Optional.empty();
    var rest = line.substring(end + 1);
    return rest.isBlank() ? Optional.of(line.substring(at + 1, end)) : Optional.empty();
  }

  private void skipSpace() {
    while (at < line.length() && isSpace(line.charAt(at))) at++;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r'); // C's isspace
  }
}
