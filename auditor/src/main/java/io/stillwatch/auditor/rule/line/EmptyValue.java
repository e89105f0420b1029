// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import java.util.Set;

/// An assignment without a value. Debian's cron takes the line for a job, cronie accepts it.
final class EmptyValue implements RefusedLine {
  private static final Card CARD =
      Card.error("CE04", "An empty value needs quotes on Debian.")
          .example("MAILTO=", "MAILTO=\"\"");

  /// What is never meant to be empty: without it no job runs.
  private static final Set<String> NEEDED = Set.of("PATH", "SHELL", "HOME");

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
    var name = text.split("[\\s=]", 2)[0];
    var problem = problem(table, line, "An empty value needs quotes");
    if (NEEDED.contains(name)) {
      return problem.remedy(Remedy.editor(table, line.number(), "write the value of " + name));
    }
    return problem
        .suggest(text + "\"\"")
        .remedy(Remedy.edit(table, line.number() + "s/=\\s*$/=\"\"/"));
  }
}
