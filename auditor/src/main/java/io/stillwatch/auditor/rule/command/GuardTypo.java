// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A guard tests a path that is misspelt, so the job is skipped for ever without a word.
///
/// A guard for a package that is not installed is fine; this one differs by a typo from the path
/// that the line then runs.
final class GuardTypo implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CC16", "A guard tests a misspelt path, so the job never runs.")
          .example(
              "5 2 * * * root [ -x /usr/sbin/logrotat ] && /usr/sbin/logrotate x",
              "5 2 * * * root [ -x /usr/sbin/logrotate ] && /usr/sbin/logrotate x");

  private static final Pattern BINS = Pattern.compile("(?:/usr(?:/local)?)?/s?bin/[^/]+");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    return Guards.paths(job.shell()).stream().flatMap(guard -> check(guard, job, host).stream());
  }

  private static Optional<Problem> check(ShellWord guard, TableJob job, HostView host) {
    if (host.facts().file(guard.text()) == Presence.PRESENT) return Optional.empty();
    return job.shell().programs().stream()
        .flatMap(p -> p.words().stream())
        .filter(w -> w.literal() && w.absolute() && w.column() > guard.column())
        .map(ShellWord::text)
        .filter(path -> typo(guard.text(), path))
        .findFirst()
        .map(path ->
            CARD.at(
                    Spot.in(job, guard.column()),
                    "The guard tests " + guard.text() + " but the line runs " + path)
                .suggest(path)
                .remedy(Remedy.replace(job.table(), job.line().number(), guard.text(), path))
                .losing(Stream.of(job.job())));
  }

  private static boolean typo(String guard, String path) {
    int slash = guard.lastIndexOf('/');
    boolean sameName = path.endsWith(guard.substring(slash));
    if (sameName)
      return !path.equals(guard) && BINS.matcher(guard).matches() && BINS.matcher(path).matches();
    boolean sameFolder =
        path.lastIndexOf('/') == slash && path.startsWith(guard.substring(0, slash));
    return sameFolder && Spelling.similar(guard.substring(slash + 1), path.substring(slash + 1));
  }
}
