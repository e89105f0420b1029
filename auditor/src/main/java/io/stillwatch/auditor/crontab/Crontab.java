// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.List;
import java.util.Optional;

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
    return lines.stream().flatMap(line -> fault(line).stream()).toList();
  }

  /// The fault of a line that is left once it has its newline.
  public Optional<CrontabLine.Faulty> fault(CrontabLine line) {
    return ended(line) instanceof CrontabLine.Faulty faulty
        ? Optional.of(faulty)
        : Optional.empty();
  }

  /// Whether the daemon can read the job of a line, its newline aside.
  public boolean reads(CrontabLine line) {
    return ended(line) instanceof CrontabLine.Entry;
  }

  private CrontabLine ended(CrontabLine line) {
    return line instanceof CrontabLine.Faulty f && f.fault() == CronFault.MISSING_NEWLINE
        ? new CrontabParser(place.format(), dialect).line(f.text(), f.number())
        : line;
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
