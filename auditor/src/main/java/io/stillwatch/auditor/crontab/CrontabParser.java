// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.auditor.crontab.CrontabLine.Assignment;
import io.stillwatch.auditor.crontab.CrontabLine.Blank;
import io.stillwatch.auditor.crontab.CrontabLine.Comment;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.finding.WorkBudget;
import java.util.ArrayList;
import java.util.List;

/// Classifies the lines of a table in the order in which the daemons try: blank, comment,
/// assignment, job.
final class CrontabParser {
  private final TablePlace.Format format;
  private final Dialect dialect;

  CrontabParser(TablePlace.Format format, Dialect dialect) {
    this.format = format;
    this.dialect = dialect;
  }

  List<CrontabLine> lines(String text) {
    var lines = new ArrayList<CrontabLine>();
    int start = 0;
    while (start < text.length()) {
      WorkBudget.check();
      int end = text.indexOf('\n', start);
      boolean ended = end >= 0;
      var line = text.substring(start, ended ? end : text.length());
      lines.add(ended ? line(line, lines.size() + 1) : lastLine(line, lines.size() + 1));
      start = ended ? end + 1 : text.length();
    }
    return lines;
  }

  /// A last line without its newline: harmless if it is a comment, else never read as meant.
  private CrontabLine lastLine(String text, int number) {
    var line = line(text, number);
    if (line instanceof Blank || line instanceof Comment) return line;
    var fault = CronFault.MISSING_NEWLINE;
    return new Faulty(number, text, fault, text.length() + 1, line.entry());
  }

  /// A line with its newline.
  CrontabLine line(String text, int number) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    if (start == text.length()) return new Blank(number, text);
    if (text.charAt(start) == '#') return new Comment(number, text);
    var assignment = AssignmentParser.parse(text, dialect);
    if (assignment.isPresent()) {
      return new Assignment(number, text, assignment.get().name(), assignment.get().value());
    }
    var line = new EntryParser(text, number, format, dialect).parse(start);
    if (line instanceof Faulty(_, _, var fault, int column, var meant) && meant.isEmpty()) {
      var guess = new MeantEntry((Faulty) line, format, dialect).guess();
      return new Faulty(number, text, fault, column, guess);
    }
    return line;
  }
}
