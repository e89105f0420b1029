// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// A line has its time fields and nothing to run.
final class CommandMissing implements RefusedLine {
  private static final Card CARD =
      Card.error("CL02", "A time field, the user or the command is missing.")
          .example("0 1 * * *", "0 1 * * * root /usr/bin/true");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.COMMAND_MISSING;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    return problem(table, line, "There is no command")
        .remedy(Remedy.editor(table, line.number(), "add the command"));
  }
}
