// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;

/// `L`, `W`, `?` and `H` belong to Quartz and Jenkins; cron has no such words.
final class QuartzSyntax implements RefusedLine {
  private static final Card CARD =
      Card.error("CL12", "A time field uses the syntax of Quartz or Jenkins.")
          .example("H * * * * root /usr/bin/true", "7 * * * * root /usr/bin/true");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.QUARTZ;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    var token = Diagnosis.token(line);
    var meant =
        switch (token.charAt(0)) {
          case '?' -> "*";
          case 'H' -> token.startsWith("H/") ? "*" + token.substring(1) : "7";
          default -> "28";
        };
    return problem(
            table, line, "'" + token + "' is not cron's syntax but that of Quartz or Jenkins")
        .suggest(meant)
        .remedy(Remedy.replace(table, line.number(), token, meant));
  }
}
