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
import io.stillwatch.core.finding.Confidence;
import java.util.Optional;
import java.util.stream.Stream;

/// A program or script is named by a path that does not exist.
///
/// Certain where the snapshot says that the path is absent; likely where it does not know the path
/// but knows one that differs by a typo.
final class PathMissing implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CC02", "A job starts a file that does not exist.")
          .example(
              "5 2 * * * root /usr/sbin/logrotat /etc/x",
              "5 2 * * * root /usr/sbin/logrotate /etc/x")
          .needing(Fact.FILES);

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    return Programs.of(job, host).flatMap(started -> check(started, job, host).stream());
  }

  private static Optional<Problem> check(Programs.Started started, TableJob job, HostView host) {
    var presence = host.facts().file(started.path());
    if (presence == Presence.PRESENT || Guards.asksFor(job.shell(), started.path())) {
      return Optional.empty();
    }
    var used = UsedPaths.in(job.table(), host).paths();
    var near = new NearPath(host.facts()).of(started.path(), used);
    if (presence == Presence.UNKNOWN && near.isEmpty()) return Optional.empty();
    var word = started.word();
    var problem =
        CARD.at(Spot.in(job, word.column()), started.path() + " does not exist")
            .remedy(
                Remedy.byHand(
                    "create " + started.path() + " or correct line " + job.line().number()))
            .sure(presence == Presence.ABSENT ? Confidence.CERTAIN : Confidence.LIKELY)
            .losing(Stream.of(job.job()));
    return Optional.of(near.map(path -> suggest(problem, started, path, job)).orElse(problem));
  }

  private static Problem suggest(
      Problem problem, Programs.Started started, String near, TableJob job) {
    var written = started.word().text();
    var to = as(written, started.path(), near);
    return problem
        .suggest(to)
        .remedy(Remedy.replace(job.table(), job.line().number(), written, to));
  }

  /// Another path in the words of the one that was written: what both end with is replaced, so that
  /// `$HOME`, `~`, `./` or nothing stays in front. A path elsewhere is written in full.
  static String as(String written, String path, String other) {
    int same = 0;
    while (same < Math.min(written.length(), path.length())
        && written.charAt(written.length() - 1 - same) == path.charAt(path.length() - 1 - same)) {
      same++;
    }
    var before = path.substring(0, path.length() - same);
    if (!other.startsWith(before)) return other;
    return written.substring(0, written.length() - same) + other.substring(before.length());
  }
}
