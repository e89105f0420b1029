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

/// A table in the spool belongs to a user who does not exist.
final class OrphanTable implements Rule.OfTable {
  private static final Card CARD =
      Card.warning("CF08", "The user of a spool table does not exist, so none of its jobs runs.")
          .example("/var/spool/cron/crontabs/nobodyhere", "/var/spool/cron/crontabs/ops")
          .needing(Fact.USERS);

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(Table table, HostView host) {
    if (!table.refusals().contains(Refusal.ORPHAN)) return Stream.empty();
    var user = table.place().owner();
    return Stream.of(
        CARD.at(Spot.file(table), "The table belongs to " + user + ", a user who does not exist")
            .evidence(table.path())
            .remedy(Remedy.run("rm", table.path()))
            .losing(host.jobsIn(table.path())));
  }
}
