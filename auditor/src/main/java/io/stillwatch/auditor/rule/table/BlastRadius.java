// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.table;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.job.Job;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one refused line costs the others: Debian's cron drops the table.
final class BlastRadius implements Rule.OfTable {
  private static final Card CARD =
      Card.info("CF11", "One line that Debian's cron refuses costs every job of the table.")
          .example(
              "15 2 * * * root /usr/bin/true x\n61 2 * * * root /usr/bin/true y",
              "15 2 * * * root /usr/bin/true x\n41 2 * * * root /usr/bin/true y");
  private static final int NAMED = 5;

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(Table table, HostView host) {
    if (!table.crontab().droppedWhole()) return Stream.empty();
    var bad = table.crontab().faults().getFirst();
    var others =
        host.jobsIn(table.path()).filter(j -> j.definition().line() != bad.number()).toList();
    if (others.isEmpty()) return Stream.empty();
    var names = others.stream().limit(NAMED).map(Job::name).collect(Collectors.joining(", "));
    var more = others.size() > NAMED ? " and " + (others.size() - NAMED) + " more" : "";
    return Stream.of(
        CARD.at(Spot.line(table, bad, bad.column()), "This line also costs " + names + more)
            .remedy(Remedy.editor(table, bad.number()))
            .losing(others.stream()));
  }
}
