// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.stream.Stream;

/// A percent sign without a backslash ends the command; the rest becomes its standard input.
///
/// An error where the cut leaves a bracket or quote open, or cuts a date format; a mere note where
/// the rest reads like input that somebody wanted.
final class UnescapedPercent implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CC05", "A percent sign that is not escaped cuts the command.")
          .example("0 1 * * * root echo $(date +%F) x", "0 1 * * * root echo $(date +\\%F) x");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    var command = job.entry().command();
    int cut = command.cutAt();
    if (cut < 0) return Stream.empty();
    var escaped = command.raw().replaceAll("(?<!\\\\)%", "\\\\%");
    var problem =
        CARD.at(
                Spot.in(job, command.column() + cut),
                "A % cuts the command: cron runs '" + command.run().strip() + "'")
            .suggest(escaped)
            .remedy(escaped(job.table(), job.line().number()));
    return Stream.of(
        broken(command.uncut())
            ? problem.losing(Stream.of(job.job()))
            : problem.weighing(Severity.INFO));
  }

  private static Remedy escaped(Table table, int line) {
    return Remedy.edit(table, line + "s/\\\\*%/\\\\%/g");
  }

  /// Whether the text before the cut cannot have been meant as a whole command.
  private static boolean broken(String before) {
    return before.endsWith("+") || open(before);
  }

  private static boolean open(String text) {
    char quote = 0;
    int depth = 0;
    boolean back = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'') {
        i++;
      } else if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '`') {
        back = !back;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
    }
    return quote != 0 || depth > 0 || back;
  }
}
