// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.table;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Refusal;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import java.util.stream.Stream;

/// A table does not belong to the user that the daemon expects.
final class TableOwner implements Rule.OfTable {
  private static final Card CARD =
      Card.error("CF06", "The owner of a table makes cron refuse it.")
          .example("0644 ops /etc/cron.d/rds", "0644 root /etc/cron.d/rds")
          .needing(Fact.FILE_MODES);

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(Table table, HostView host) {
    if (!table.refusals().contains(Refusal.OWNER)) return Stream.empty();
    int uid = table.file().attributes().uid();
    var name = host.facts().userById(uid).map(a -> a.name()).orElse("uid " + uid);
    var owner = table.place().spooled() ? table.place().owner() : "root:root";
    return Stream.of(
        CARD.at(Spot.file(table), "cron refuses the table because it belongs to " + name)
            .evidence(name + " " + table.path())
            .remedy(Remedy.chown(owner, table.path()))
            .suggest(owner)
            .losing(host.jobsIn(table.path())));
  }
}
