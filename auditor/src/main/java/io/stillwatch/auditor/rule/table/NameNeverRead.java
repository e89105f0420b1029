// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.table;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Refusal;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import java.util.stream.Stream;

/// The name of a table keeps the daemon from ever looking at it; nothing is logged.
///
/// Debian's cron reads only names of letters, digits, `_` and `-` in /etc/cron.d. Names that switch
/// a copy off on purpose (`x.bak`, `x~`) are left alone, unless only the `x~` of an editor is left.
final class NameNeverRead implements Rule.OfTable {
  private static final Card CARD =
      Card.error("CF04", "cron never reads a table of this name, and says nothing about it.")
          .example("/etc/cron.d/rds.maintenance", "/etc/cron.d/rds-maintenance");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(Table table, HostView host) {
    if (!table.refusals().contains(Refusal.NAME)) return Stream.empty();
    if (table.crontab().entries().isEmpty()) return Stream.empty();
    var name = table.place().fileName();
    var meant = table.only() ? name.substring(0, name.length() - 1) : name;
    var good = meant.replaceAll("[^A-Za-z0-9_-]", "-").replaceFirst("^-+", "");
    var path = table.path().substring(0, table.path().length() - name.length()) + good;
    return Stream.of(
        CARD.at(Spot.file(table), "cron never reads a file called " + name)
            .evidence(table.path())
            .remedy(Remedy.move(table.path(), path))
            .suggest(path)
            .losing(host.jobsIn(table.path())));
  }
}
