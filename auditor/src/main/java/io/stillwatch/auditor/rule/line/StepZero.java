// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// A step of zero; cron has no way to read `*/0`.
final class StepZero implements RefusedLine {
  private static final Card CARD =
      Card.error("CL07", "A step is zero or longer than its field.")
          .example("*/0 * * * * root /usr/bin/true", "*/5 * * * * root /usr/bin/true");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.STEP_ZERO;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    var token = Diagnosis.token(line);
    var meant = token.replaceAll("/0+$", "");
    return problem(table, line, "The step of '" + token + "' is zero")
        .suggest(meant)
        .remedy(
            Remedy.editor(table, line.number(), "write the step of " + token + ", or take it out"));
  }
}
