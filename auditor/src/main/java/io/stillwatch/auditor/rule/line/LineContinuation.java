// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// A line was to go on on the next one; cron has no continuation, so the second half is a syntax
/// error.
final class LineContinuation implements RefusedLine {
  private static final Card CARD =
      Card.error("CL18", "A backslash at the end of a line does not continue it.")
          .example("0 1 * * * root echo a \\\n&& echo b", "0 1 * * * root echo a && echo b");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.CONTINUATION;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    int first = line.number() - 1;
    return problem(table, line, "cron does not continue line " + first + " here")
        .remedy(Remedy.edit(table, first + "{N;s/\\\\\\n//}"));
  }
}
