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
import java.util.List;
import java.util.stream.Stream;

/// Lines of the anacrontab that anacron leaves out.
final class AnacronRules {
  private static final List<String> PERIODS =
      List.of("@daily", "@weekly", "@monthly", "@yearly", "@annually");

  private AnacronRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            Card.error("TM06", "anacron leaves out a line that it cannot read.")
                .example(
                    "# /etc/anacrontab\n@dayly 5 cron.daily run-parts /etc/cron.daily",
                    "# /etc/anacrontab\n@daily 5 cron.daily run-parts /etc/cron.daily"),
            AnacronRules::faulty));
  }

  private static Stream<Problem> faulty(Card card, HostView host) {
    return host.config().files().stream()
        .filter(f -> f.path().equals(Anacrontab.PATH))
        .flatMap(f ->
            Anacrontab.read(f.path(), f.text()).faults().stream()
                .map(fault -> problem(card, f.path(), fault)));
  }

  private static Problem problem(Card card, String path, Faulty line) {
    var spot = new Spot(path, line.number(), line.column(), line.text());
    var title =
        switch (line.fault()) {
          case SYNTAX -> "anacron needs days, minutes, a name without a slash and a command";
          case RANGE -> line.what() + " is too large for anacron";
          case PERIOD -> "anacron knows no period " + line.what();
          case VALUE -> "anacron cannot use the value '" + line.what() + "'";
        };
    var problem =
        card.at(spot, title)
            .remedy("${EDITOR:-vi} +" + line.number() + " " + path + "; anacron -T");
    return Spelling.nearest(line.what(), PERIODS)
        .map(s ->
            problem
                .suggest(s.word())
                .remedy(Remedy.replace(path, line.number(), line.what(), s.word())))
        .orElse(problem);
  }
}
