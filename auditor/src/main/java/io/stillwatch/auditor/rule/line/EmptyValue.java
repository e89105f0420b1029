// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// An assignment without a value. Debian's cron takes the line for a job, cronie accepts it.
final class EmptyValue implements RefusedLine {
  private static final Card CARD =
      Card.error("CE04", "An empty value needs quotes on Debian.")
          .example("MAILTO=", "MAILTO=\"\"");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.EMPTY_VALUE;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    var text = line.text().strip();
    return problem(table, line, "An empty value needs quotes")
        .suggest(text + "\"\"")
        .remedy(Remedy.edit(table, line.number() + "s/=\\s*$/=\"\"/"));
  }
}
