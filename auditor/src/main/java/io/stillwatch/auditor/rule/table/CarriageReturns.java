// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.table;

import io.stillwatch.auditor.crontab.CrontabLine;
import io.stillwatch.auditor.crontab.CrontabLine.Blank;
import io.stillwatch.auditor.crontab.CrontabLine.Comment;
import io.stillwatch.auditor.crontab.CrontabLine.Entry;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import java.util.stream.Stream;

/// Lines of a table end in a carriage return, as editors on Windows write them.
///
/// A job line keeps it as the last character of its command (exit status 127, shown as `^M`); a
/// blank line that holds one is a syntax error.
final class CarriageReturns implements Rule.OfTable {
  private static final Card CARD =
      Card.error("CF02", "Lines end in a carriage return that becomes part of the command.")
          .example("15 2 * * * root /usr/bin/true\r", "15 2 * * * root /usr/bin/true");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(Table table, HostView host) {
    return table.crontab().lines().stream()
        .filter(CarriageReturns::harmed)
        .limit(1) // one finding for the file, not one for each of its lines
        .map(line ->
            CARD.at(
                    Spot.line(table, line, line.text().length()),
                    "Lines end in a carriage return (^M), so commands are not found")
                .remedy(Remedy.edit(table, "s/\\r$//"))
                .losing(lost(table, host)));
  }

  private static Stream<io.stillwatch.core.job.Job> lost(Table table, HostView host) {
    boolean refused = table.crontab().faults().stream().anyMatch(CarriageReturns::harmed);
    if (refused && table.debian()) return host.jobsIn(table.path());
    return host.jobs().stream()
        .filter(j -> j.table().equals(table) && harmed(j.line()))
        .map(io.stillwatch.auditor.host.TableJob::job);
  }

  private static boolean harmed(CrontabLine line) {
    if (!line.text().endsWith("\r")) return false;
    return switch (line) {
      case Entry entry -> !entry.command().uncut().contains("#");
      case Faulty _ -> line.text().isBlank();
      case Blank _, Comment _ -> false;
      case CrontabLine.Assignment _ -> false; // the value is trimmed
    };
  }
}
