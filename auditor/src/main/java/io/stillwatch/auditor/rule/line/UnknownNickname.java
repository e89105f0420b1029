// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.crontab.Nicknames;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.Locale;
import java.util.Optional;

/// A word with an at sign that cron does not know; case matters.
final class UnknownNickname implements RefusedLine {
  private static final Card CARD =
      Card.error("CL11", "A nickname such as @daily is misspelt.")
          .example("@dayly root /usr/bin/true", "@daily root /usr/bin/true");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Diagnosis explains() {
    return Diagnosis.NICKNAME;
  }

  @Override
  public Problem explain(Table table, Faulty line, HostView host) {
    var words = line.text().strip().split("[ \\t]+", 3);
    var word = words[0];
    var problem =
        problem(table, line, "cron does not know " + word)
            .remedy(Remedy.editor(table, line.number(), "correct " + word));
    var next = words.length > 1 ? words[1] : "";
    return meant(word)
        .map(meant ->
            Spelling.mayShareBlank(word, meant, next)
                ? problem.suggest(meant)
                : problem.suggest(meant).remedy(Remedy.replace(table, line.number(), word, meant)))
        .orElse(problem);
  }

  private static Optional<String> meant(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    if (Nicknames.all().contains(lower)) return Optional.of(lower);
    if (lower.equals("@every_minute")) return Optional.of("* * * * *");
    return Spelling.nearest(lower, Nicknames.all()).map(Spelling.Suggestion::word);
  }
}
