// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.shell.SimpleCommand;
import io.stillwatch.core.finding.Confidence;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A job hands a configuration file to its program that does not exist.
final class ConfigMissing implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CC15", "A configuration file named by a job does not exist.")
          .example(
              "5 2 * * * root /usr/sbin/logrotate /etc/logrotate.cnf",
              "5 2 * * * root /usr/sbin/logrotate /etc/logrotate.conf")
          .needing(Fact.FILES);
  private static final Pattern CONFIG =
      Pattern.compile("(?:-{1,2}[\\w-]+=)?(/[^=]+\\.(?:cnf|conf|cfg|ini|ya?ml))");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    return job.shell().programs().stream()
        .map(SimpleCommand::arguments)
        .flatMap(java.util.List::stream)
        .filter(ShellWord::literal)
        .distinct()
        .flatMap(word -> check(word, job, host).stream());
  }

  private static Optional<Problem> check(ShellWord word, TableJob job, HostView host) {
    var config = CONFIG.matcher(word.text());
    if (!config.matches()) return Optional.empty();
    var path = config.group(1);
    var presence = host.facts().file(path);
    if (presence == Presence.PRESENT || Guards.asksFor(job.shell(), path) || written(path, job)) {
      return Optional.empty();
    }
    var near = new NearPath(host.facts()).of(path);
    if (presence == Presence.UNKNOWN && near.isEmpty()) return Optional.empty();
    var problem =
        CARD.at(Spot.in(job, word.column()), "The configuration file " + path + " does not exist")
            .remedy(Remedy.byHand("create " + path + " or correct line " + job.line().number()))
            .sure(presence == Presence.ABSENT ? Confidence.CERTAIN : Confidence.LIKELY)
            .losing(Stream.of(job.job()));
    return Optional.of(
        near.map(n ->
                problem
                    .suggest(n)
                    .remedy(Remedy.replace(job.table(), job.line().number(), path, n)))
            .orElse(problem));
  }

  /// A file that the job itself writes may be absent before its first run.
  private static boolean written(String path, TableJob job) {
    return job.shell().commands().stream()
        .flatMap(c -> c.redirections().stream())
        .anyMatch(r -> r.target().text().equals(path));
  }
}
