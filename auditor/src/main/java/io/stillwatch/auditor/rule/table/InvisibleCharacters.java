// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.table;

import io.stillwatch.auditor.crontab.CrontabLine;
import io.stillwatch.auditor.crontab.CrontabLine.Entry;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.rule.line.Diagnosis;
import java.util.stream.Stream;

/// A byte-order mark, a no-break space or a zero-width character stands where cron expects a blank.
///
/// In comments and in the arguments of a command such characters do no harm.
final class InvisibleCharacters implements Rule.OfTable {
  private static final Card CARD =
      Card.error("CF03", "An invisible character melts fields of a line together.")
          .example("15 2 * * * root\u00a0/usr/bin/true x", "15 2 * * * root /usr/bin/true x");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(Table table, HostView host) {
    return table.crontab().lines().stream().flatMap(line -> check(table, line, host));
  }

  private static Stream<Problem> check(Table table, CrontabLine line, HostView host) {
    var found = Diagnosis.INVISIBLE.matcher(line.text());
    if (!found.find() || !matters(line, found.start())) return Stream.empty();
    int column = found.start() + 1;
    var code = String.format("U+%04X", (int) line.text().charAt(found.start()));
    return Stream.of(
        CARD.at(
                Spot.line(table, line, column),
                "An invisible character (" + code + ") in column " + column)
            .remedy(Remedy.edit(table, line.number() + "s/" + found.group() + "/ /g"))
            .losing(host.lostBySyntax(table, line.number())));
  }

  private static boolean matters(CrontabLine line, int at) {
    return switch (line) {
      case Faulty faulty -> Diagnosis.invisible(faulty).isPresent();
      case Entry entry -> {
        int command = entry.command().column() - 1;
        int blank = entry.text().indexOf(' ', command);
        yield at < (blank < 0 ? entry.text().length() : blank);
      }
      case CrontabLine.Blank _, CrontabLine.Comment _, CrontabLine.Assignment _ -> false;
    };
  }
}
