// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.TablePlace.Format;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.stream.Stream;

/// A line names a user who does not exist. Debian's cron refuses the table, cronie each run.
final class UnknownUser implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CL16", "A line names a user who does not exist.")
          .example("15 2 * * * rooot /usr/bin/true x", "15 2 * * * root /usr/bin/true x")
          .needing(Fact.USERS);

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    var user = job.who().user();
    if (job.table().place().format() != Format.SYSTEM || !job.readable()) return Stream.empty();
    boolean group = user.contains(":") && !user.startsWith("/"); // no system has such a user
    if (!(group || host.facts().noSuchUser(user)) || UserMissing.missing(job, host))
      return Stream.empty();
    if (!user.chars().allMatch(c -> c < 0x80)) return Stream.empty(); // an invisible character
    var what = job.table().debian() ? "cron ignores the whole file" : "cron cannot run the line";
    var problem =
        CARD.at(Spot.in(job, job.entry().user().column()), "There is no user " + user + ": " + what)
            .remedy(Remedy.byHand("name an existing user on line " + job.line().number()))
            .losing(host.lostBySyntax(job.table(), job.line().number()));
    if (group) {
      var alone = user.substring(0, user.indexOf(':'));
      return Stream.of(
          problem
              .suggest(alone)
              .remedy(Remedy.replace(job.table(), job.line().number(), user, alone)));
    }
    return Spelling.nearest(user, host.facts().userNames())
        .map(s ->
            problem
                .suggest(s.word())
                .remedy(Remedy.replace(job.table(), job.line().number(), user, s.word())))
        .or(() -> java.util.Optional.of(problem))
        .stream();
  }
}
