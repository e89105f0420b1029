// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.scheduler;

import io.stillwatch.auditor.anacron.Anacrontab;
import io.stillwatch.auditor.anacron.AnacrontabLine.Faulty;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Lines of the anacrontab that anacron leaves out.
final class AnacronRules {
  private static final Map<Dialect, List<String>> PERIODS =
      Map.of(
          Dialect.DEBIAN,
          List.of("@monthly", "@yearly"),
          Dialect.CRONIE,
          List.of("@daily", "@weekly", "@monthly", "@yearly", "@annually"));

  /// What people write for a number of days.
  private static final Map<String, String> DAYS = Map.of("@daily", "1", "@weekly", "7");

  private AnacronRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            Card.error("TM06", "anacron leaves out a line that it cannot read.")
                .example(
                    "# /etc/anacrontab\n@montly 15 cron.monthly run-parts /etc/cron.monthly",
                    "# /etc/anacrontab\n@monthly 15 cron.monthly run-parts /etc/cron.monthly"),
            AnacronRules::faulty));
  }

  private static Stream<Problem> faulty(Card card, HostView host) {
    return host.config().files().stream()
        .filter(f -> f.path().equals(Anacrontab.PATH))
        .flatMap(f ->
            Anacrontab.read(f.path(), f.text(), dialect(host)).faults().stream()
                .map(fault -> problem(card, f.path(), fault, dialect(host))));
  }

  private static Dialect dialect(HostView host) {
    return host.config().platform().dialect();
  }

  private static Problem problem(Card card, String path, Faulty line, Dialect dialect) {
    var spot = new Spot(path, line.number(), line.column(), line.text());
    var title =
        switch (line.fault()) {
          case SYNTAX -> "anacron needs days, minutes, a name without a slash and a command";
          case RANGE -> line.what() + " is too large for anacron";
          case PERIOD -> "anacron knows no period " + line.what();
          case VALUE -> "anacron cannot use the value '" + line.what() + "'";
        };
    var problem = card.at(spot, title).remedy(Remedy.editor(path, line.number()));
    var meant =
        Spelling.nearest(line.what(), PERIODS.getOrDefault(dialect, List.of()))
            .map(Spelling.Suggestion::word)
            .or(() -> days(line.what()));
    return meant
        .map(m -> problem.suggest(m).remedy(Remedy.replace(path, line.number(), line.what(), m)))
        .orElse(problem);
  }

  private static Optional<String> days(String word) {
    return Spelling.nearest(word, DAYS.keySet())
        .map(s -> DAYS.get(s.word()))
        .or(() -> Optional.ofNullable(DAYS.get(word)));
  }
}
