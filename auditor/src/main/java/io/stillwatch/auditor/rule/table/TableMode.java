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

/// The mode of a table makes the daemon refuse it.
///
/// Debian wants 0600 in the spool and no write bit for group and others elsewhere; cronie refuses
/// an executable table and accepts a readable spool.
final class TableMode implements Rule.OfTable {
  private static final Card CARD =
      Card.error("CF05", "The mode of a table makes cron refuse it.")
          .example("0664 root /etc/cron.d/rds", "0644 root /etc/cron.d/rds")
          .needing(Fact.FILE_MODES);

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(Table table, HostView host) {
    if (!table.refusals().contains(Refusal.MODE)) return Stream.empty();
    var mode = table.file().attributes().mode();
    var good = table.place().spooled() ? "0600" : "0644";
    return Stream.of(
        CARD.at(Spot.file(table), "cron refuses the table because of its mode " + mode)
            .evidence(mode + " " + table.path())
            .remedy(Remedy.chmod(good, table.path()))
            .suggest(good)
            .losing(host.jobsIn(table.path())));
  }
}
