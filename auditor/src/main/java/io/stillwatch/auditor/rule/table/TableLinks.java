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
import java.util.Optional;
import java.util.stream.Stream;

/// A table has a second hard link, is a link that leads nowhere or is not root's, or is no file.
final class TableLinks implements Rule.OfTable {
  private static final Card CARD =
      Card.error("CF07", "A link makes cron refuse a table.")
          .example("2 links /etc/cron.d/rds", "1 link /etc/cron.d/rds")
          .needing(Fact.FILE_MODES);

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(Table table, HostView host) {
    return table.refusals().stream()
        .flatMap(r -> title(r, table).stream())
        .map(title ->
            CARD.at(Spot.file(table), title)
                .evidence(table.path())
                .remedy(remedy(table))
                .losing(host.jobsIn(table.path())));
  }

  private static Optional<String> title(Refusal refusal, Table table) {
    return switch (refusal) {
      case HARD_LINKS ->
          Optional.of(
              "cron refuses a table with " + table.file().attributes().links() + " hard links");
      case BROKEN_LINK -> Optional.of("The table is a link to a file that is not there");
      case LINK_OWNER -> Optional.of("cron refuses a link that does not belong to root");
      case NOT_A_FILE -> Optional.of("cron refuses a table that is no regular file");
      case NAME, MODE, OWNER, ORPHAN -> Optional.empty();
    };
  }

  /// A copy in place of the link; a broken link can only go.
  private static Remedy remedy(Table table) {
    var path = table.path();
    if (table.refusals().contains(Refusal.BROKEN_LINK)) return Remedy.run("rm", path);
    var copy = path + "_new";
    return Remedy.run("cp", path, copy).then("mv", copy, path);
  }
}
