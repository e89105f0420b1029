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
    var problem =
        problem(table, line, "'" + token + "' is not cron's syntax but that of Quartz or Jenkins")
            .suggest(meant);
    return token.matches("H(?:/\\d+)?") || otherDayIsSet(token, line)
        ? problem.remedy(Remedy.replace(table, line.number(), token, meant))
        : problem.remedy(
            Remedy.editor(
                table, line.number(), "write what '" + token + "' means, such as " + meant));
  }

  /// A question mark is any day only where the other field of a day says which one.
  private static boolean otherDayIsSet(String token, Faulty line) {
    int other =
        switch (line.fault()) {
          case BAD_DAY_OF_MONTH -> 4; // the day of the week is the fifth word
          case BAD_DAY_OF_WEEK -> 2;
          default -> -1;
        };
    var words = line.text().strip().split("[ \\t]+", 6);
    return token.equals("?") && other >= 0 && words.length > other && !words[other].equals("*");
  }
}
