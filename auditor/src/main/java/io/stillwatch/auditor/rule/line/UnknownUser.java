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
    if (group) return Stream.of(withoutGroup(problem, job, host));
    return Stream.of(
        Spelling.nearest(user, host.facts().userNames())
            .map(s -> misspelt(problem.suggest(s.word()), job, host))
            .orElse(problem));
  }

  /// A user and a group with a colon, as chown takes them.
  private static Problem withoutGroup(Problem problem, TableJob job, HostView host) {
    var user = job.who().user();
    var alone = user.substring(0, user.indexOf(':'));
    var group = user.substring(alone.length() + 1);
    boolean known = alone.equals("root") || host.facts().user(alone).isPresent();
    if (!known && (alone.isEmpty() || host.facts().noSuchUser(alone))) return problem;
    var suggested = problem.suggest(alone);
    return known || alone.equals(group)
        ? suggested.remedy(Remedy.replace(job.table(), job.line().number(), user, alone))
        : suggested;
  }

  private static Problem misspelt(Problem suggested, TableJob job, HostView host) {
    var user = job.who().user();
    var command = job.entry().command().raw();
    return Spelling.sole(user, host.facts().userNames())
        .map(Spelling.Suggestion::word)
        .filter(meant -> !Spelling.mayShareBlank(user, meant, command))
        .map(meant ->
            suggested.remedy(Remedy.replace(job.table(), job.line().number(), user, meant)))
        .orElse(suggested);
  }
}
