// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.table;

import io.stillwatch.auditor.crontab.CronFault;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import java.util.stream.Stream;

/// The last line of a table has no newline.
///
/// Debian's cron then ignores the whole table, cronie the line. A comment in last place harms no
/// one.
final class FinalNewline implements Rule.OfTable {
  private static final Card CARD =
      Card.error("CF01", "The last line of a table does not end, so cron ignores it.")
          .example("15 2 * * * root /usr/bin/true<EOF>", "15 2 * * * root /usr/bin/true");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(Table table, HostView host) {
    var what = table.debian() ? "cron ignores the whole file" : "cron ignores the line";
    return table.crontab().faults().stream()
        .filter(f -> f.fault() == CronFault.MISSING_NEWLINE)
        .map(f ->
            CARD.at(
                    Spot.line(table, f, f.column()),
                    "The last line has no newline at its end: " + what)
                .remedy(remedy(table, f))
                .losing(host.lostBySyntax(table, f.number())));
  }

  /// A newline alone makes no line readable that has another fault. A blank at the end is what
  /// stands before a word that is lost with the newline.
  private static Remedy remedy(Table table, Faulty line) {
    if (table.crontab().fault(line).isPresent()) {
      return Remedy.editor(table, line.number(), "correct the line and end it with a newline");
    }
    var text = line.text();
    return text.equals(text.stripTrailing())
        ? Remedy.edit(table, "$a\\")
        : Remedy.editor(table, line.number(), "add the end of the line, which may be cut off");
  }
}
