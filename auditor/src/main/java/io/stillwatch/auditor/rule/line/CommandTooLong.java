// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// A command of a thousand characters or more: Debian's cron refuses the whole table.
final class CommandTooLong implements RefusedLine {
  private static final Card CARD =
      Card.error("CF09", "A command is longer than cron's buffer.")
          .example(
              "# /etc/cron.d/example\nlong 1000 15 2 * * * root /usr/bin/true x",
              "# /etc/cron.d/example\n15 2 * * * root /usr/bin/true x");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.TOO_LONG;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    return problem(table, line, "The command is too long")
        .evidence(line.text().substring(0, Math.min(200, line.text().length())))
        .remedy(Remedy.byHand("move the command of line " + line.number() + " into a script"));
  }
}
