// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import java.time.ZoneId;
import java.util.Optional;

/// PostgreSQL's stderr log under any `log_line_prefix`, given or found out.
///
/// A line that does not begin with the prefix goes on with the message before; DETAIL, HINT and
/// STATEMENT go on with it under a prefix of their own. The state is the prefix.
final class PostgresText implements LineParser {
  private final ZoneId zone;
  private final boolean fixed;
  private Optional<PostgresPrefix> prefix = Optional.empty();

  /// The prefix is found out from the lines.
  PostgresText(ZoneId zone) {
    this.zone = zone;
    this.fixed = false;
  }

  PostgresText(String format, ZoneId zone) {
    this.zone = zone;
    this.fixed = true;
    this.prefix = Optional.of(PostgresPrefix.of(format, zone));
  }

  @Override
  public ParsedLine read(String line, Carried before) {
    remember(before.state());
    if (prefix.isPresent()) {
      var found = prefix.get().match(line);
      if (found.end >= 0) return parsed(line, found, before);
    }
    if (fixed || !mayBegin(line)) return ParsedLine.further(before);
    var inferred = PrefixInference.of(line, zone);
    if (inferred.isEmpty()) return ParsedLine.further(before);
    prefix = inferred;
    return parsed(line, inferred.get().match(line), before);
  }

  private void remember(String format) {
    if (fixed || format.isEmpty()) return;
    if (prefix.isPresent() && prefix.get().format().equals(format)) return;
    prefix = Optional.of(PostgresPrefix.of(format, zone));
  }

  /// Statements and their indented rest do not: every usual prefix has a time or a process early.
  private static boolean mayBegin(String line) {
    int limit = Math.min(line.length(), 8);
    for (int i = 0; i < limit; i++) {
      char c = line.charAt(i);
      if (c == '\t') return false;
      if (LineScanner.isDigit(c)) return true;
    }
    return line.indexOf('=', 0, Math.min(line.length(), 64)) > 0;
  }

  private ParsedLine parsed(String line, PostgresLine found, Carried before) {
    var severity = Severity.at(line, found.end);
    int message = found.end + severity.name().length() + 1;
    while (message < line.length() && line.charAt(message) == ' ') message++;
    var fields = found.fields(severity, line, message);
    var format = prefix.map(PostgresPrefix::format).orElse("");
    var same = before.inRecord() && before.fields().pid() == fields.pid();
    if (!severity.explains() || !same)
      return new ParsedLine(Role.RECORD, found.micros, fields, format);
    var record = fields.inRecord(before.fields().recordOffset());
    return new ParsedLine(Role.CONTINUATION, found.micros, record, format);
  }
}
