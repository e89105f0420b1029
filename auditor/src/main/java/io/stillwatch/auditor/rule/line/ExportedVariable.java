// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// `export` belongs to shells; in a table an assignment stands alone.
final class ExportedVariable implements RefusedLine {
  private static final Card CARD =
      Card.error("CE06", "A table does not know export or set.").example("export FOO=1", "FOO=1");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.EXPORT;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    var words = line.text().strip().split("\\s+", 2);
    return problem(table, line, "cron does not know '" + words[0] + "'")
        .suggest(words[1])
        .remedy(Remedy.replace(table, line.number(), words[0] + " ", ""));
  }
}
