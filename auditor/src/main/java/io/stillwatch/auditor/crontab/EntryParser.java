// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.auditor.crontab.CrontabLine.Entry;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.crontab.CrontabLine.User;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.job.CronFields;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Reads one job line the way a daemon's `load_entry` does.
final class EntryParser {
  private static final int DEBIAN_LIMIT = 1000; // MAX_COMMAND, the final zero included
  private static final int CRONIE_LIMIT = 131_072;

  private final String line;
  private final int number;
  private final TablePlace.Format format;
  private final Dialect dialect;

  EntryParser(String line, int number, TablePlace.Format format, Dialect dialect) {
    this.line = line;
    this.number = number;
    this.format = format;
    this.dialect = dialect;
  }

  CrontabLine parse(int start) {
    int at = start;
    // cronie: a leading minus means that the run is not logged
    if (dialect == Dialect.CRONIE && ch(at) == '-') at++;
    if (ch(at) == '@') return nickname(at);
    var parts = new ArrayList<Timing.Part>();
    var values = new ArrayList<BitSet>();
    boolean random = false;
    for (var field : CronField.values()) {
      var parser = new FieldParser(line, at, dialect);
      var read = parser.read(field);
      if (read.isEmpty()) return fault(field.fault(), parser.at());
      parts.add(read.get().part());
      values.add(read.get().values());
      random |= read.get().random();
      at = read.get().next();
    }
    return command(timing(parts, values, random), at);
  }

  private CrontabLine nickname(int at) {
    int end = blank(at);
    var name = line.substring(at, end);
    var timing = Nicknames.timing(name, at + 1);
    if (timing.isEmpty()) return fault(CronFault.BAD_TIME_SPECIFIER, at);
    int next = skipBlanks(end);
    if (next >= line.length()) return fault(CronFault.BAD_COMMAND, next);
    return command(timing.get(), next);
  }

  private CrontabLine command(Timing timing, int start) {
    if (ch(start) == '*') { // one field too many, which Debian takes for a user
      boolean user = dialect == Dialect.DEBIAN && format == TablePlace.Format.SYSTEM;
      return fault(user ? CronFault.BAD_USERNAME : CronFault.BAD_COMMAND, start);
    }
    if (dialect == Dialect.CRONIE && start >= line.length()) {
      return fault(CronFault.BAD_COMMAND, start);
    }
    var user = User.NONE;
    int at = start;
    if (format == TablePlace.Format.SYSTEM) {
      int end = blank(start);
      if (end >= line.length()) return fault(CronFault.BAD_COMMAND, start);
      user = new User(line.substring(start, end), start + 1);
      at = end + 1; // exactly one blank: Debian logs the others as part of the command
    }
    if (dialect == Dialect.CRONIE) {
      at = skipBlanks(at);
      int options = skipOptions(at);
      if (options < 0) {
        var command = new CommandText(line.substring(at), at + 1);
        var meant = new Entry(number, line, timing, user, command);
        return new Faulty(number, line, CronFault.BAD_OPTION, at + 1, Optional.of(meant));
      }
      if (options >= line.length()) return fault(CronFault.BAD_COMMAND, options);
      at = options;
    }
    var command = new CommandText(line.substring(at), at + 1);
    var entry = new Entry(number, line, timing, user, command);
    int limit = dialect == Dialect.DEBIAN ? DEBIAN_LIMIT : CRONIE_LIMIT;
    if (command.raw().length() >= limit) {
      return new Faulty(number, line, CronFault.COMMAND_TOO_LONG, at + 1, Optional.of(entry));
    }
    return entry;
  }

  /// cronie's only option is `-n` (mail on failure only), with a blank behind it; -1 for any other.
  private int skipOptions(int at) {
    int next = at;
    while (ch(next) == '-') {
      int end = next + 2;
      if (ch(next + 1) != 'n' || blank(next) != end || end >= line.length()) return -1;
      next = skipBlanks(end);
    }
    return next;
  }

  private Faulty fault(CronFault fault, int at) {
    return new Faulty(number, line, fault, Math.min(at, line.length()) + 1, Optional.empty());
  }

  /// The entry of one line that a daemon would accept.
  static Optional<Entry> accept(String line, TablePlace.Format format, Dialect dialect) {
    return new EntryParser(line, 1, format, dialect).parse(0) instanceof Entry entry
        ? Optional.of(entry)
        : Optional.empty();
  }

  static Timing timing(List<Timing.Part> parts, List<BitSet> values, boolean random) {
    var fields =
        new CronFields(
            values.get(0),
            values.get(1),
            values.get(2),
            values.get(3),
            values.get(4),
            parts.get(2).text().startsWith("*"),
            parts.get(4).text().startsWith("*"));
    var expression = String.join(" ", parts.stream().map(Timing.Part::text).toList());
    return new Timing(expression, fields, parts, false, random);
  }

  private char ch(int at) {
    return at < line.length() ? line.charAt(at) : '\n';
  }

  private int blank(int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') at++;
    return at;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) at++;
    return at;
  }
}
