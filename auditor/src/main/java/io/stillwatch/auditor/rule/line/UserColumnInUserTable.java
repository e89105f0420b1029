// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.spelling.KnownCommands;
import java.util.stream.Stream;

/// A user's own table has a user column, so cron runs a command of the user's name.
///
/// A command that happens to have the name of a user (`backup`, `git`) is left alone.
final class UserColumnInUserTable implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CL15", "A user's own table has no user column.")
          .example("15 2 * * * ops /usr/bin/find /tmp", "15 2 * * * /usr/bin/find /tmp");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    if (!job.table().place().spooled() || job.shell().commands().isEmpty()) return Stream.empty();
    var first = job.shell().commands().getFirst();
    if (first.words().size() < 2 || !isUser(first.name(), job, host)) return Stream.empty();
    var command = first.words().get(1);
    if (!command.absolute() && !KnownCommands.contains(command.text())) return Stream.empty();
    var name = first.name();
    return Stream.of(
        CARD.at(
                Spot.in(job, first.program().column()),
                "A user's own table has no user column: cron runs a command called " + name)
            .suggest(job.job().subject().substring(name.length()).strip())
            .remedy(
                Remedy.replace(
                    job.table(), job.line().number(), name + " " + command.text(), command.text()))
            .losing(Stream.of(job.job())));
  }

  private static boolean isUser(String name, TableJob job, HostView host) {
    if (host.facts().program(name, job.path()) == Presence.PRESENT) return false;
    return name.equals("root")
        || name.equals(job.table().place().owner())
        || host.facts().user(name).isPresent();
  }
}
