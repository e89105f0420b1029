// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.List;

/// A table as one daemon reads it.
public record Crontab(TablePlace place, Dialect dialect, String text, List<CrontabLine> lines) {
  public Crontab {
    lines = List.copyOf(lines);
  }

  /// Reads a text; never fails, since a line that is wrong is a [CrontabLine.Faulty].
  public static Crontab read(TablePlace place, Dialect dialect, String text) {
    return new Crontab(
        place, dialect, text, new CrontabParser(place.format(), dialect).lines(text));
  }

  public List<CrontabLine.Faulty> faults() {
    return lines.stream()
        .filter(CrontabLine.Faulty.class::isInstance)
        .map(CrontabLine.Faulty.class::cast)
        .toList();
  }

  /// The faults that are left once the last line has its newline: the daemon names only the first
  /// of two on that line.
  public List<CrontabLine.Faulty> faultsOfLines() {
    var parser = new CrontabParser(place.format(), dialect);
    return lines.stream()
        .map(line ->
            line instanceof CrontabLine.Faulty f && f.fault() == CronFault.MISSING_NEWLINE
                ? parser.line(f.text(), f.number())
                : line)
        .filter(CrontabLine.Faulty.class::isInstance)
        .map(CrontabLine.Faulty.class::cast)
        .toList();
  }

  public List<CrontabLine.Entry> entries() {
    return lines.stream()
        .filter(CrontabLine.Entry.class::isInstance)
        .map(CrontabLine.Entry.class::cast)
        .toList();
  }

  /// Whether the text of a fault makes the daemon drop every line: Debian's does, cronie's drops
  /// the one line (both daemons were run).
  public boolean droppedWhole() {
    return dialect == Dialect.DEBIAN && !faults().isEmpty();
  }
}
