// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// Text that is no table at all: comments of other languages, a pasted prompt, prose.
final class ForeignText implements RefusedLine {
  private static final Card CARD =
      Card.error("CF10", "A line is neither a job nor a comment of cron's kind.")
          .example("// rotate the logs", "# rotate the logs");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.FOREIGN_TEXT;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    return problem(table, line, "This is no job, and cron's comments start with #")
        .suggest("# " + line.text().strip())
        .remedy(Remedy.edit(table, line.number() + "s/^/# /"));
  }
}
