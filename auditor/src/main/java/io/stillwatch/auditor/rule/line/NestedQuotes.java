// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// A quoted value is followed by more text, so cron does not take the line for an assignment.
final class NestedQuotes implements RefusedLine {
  private static final Card CARD =
      Card.error("CE05", "Quotes inside the quotes of a value end it too early.")
          .example("DAY=\"$(date +\"x\")\"", "DAY='monday'");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.NESTED_QUOTES;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    return problem(table, line, "The quotes of the value do not end at the end of the line")
        .remedy(
            Remedy.byHand(
                "quote the value once, on line " + line.number() + " of " + table.path()));
  }
}
