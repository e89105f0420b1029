// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.access.Access.Answer;
import io.stillwatch.auditor.access.Access.Decision;
import io.stillwatch.auditor.access.Access.Right;
import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.Optional;
import java.util.stream.Stream;

/// The user of a job may not run what the job starts: no x bit for them, or a folder above that
/// they may not enter.
///
/// Looks also at the file that a misspelt path probably means, so that mending the typo does not
/// uncover the next fault. An access list makes it a mere possibility.
final class NotExecutable implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CC03", "The user of a job may not run what it starts.")
          .example("5 2 * * * ops /opt/tools/plain.sh", "5 2 * * * ops /opt/tools/rotate.sh")
          .needing(Fact.FILES, Fact.USERS);

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    var user = host.facts().user(job.who().user());
    if (user.isEmpty()) return Stream.empty();
    return Programs.of(job, host).flatMap(s -> check(s, user.get(), job, host).stream());
  }

  private static Optional<Problem> check(
      Programs.Started started, Account user, TableJob job, HostView host) {
    var path = started.path();
    if (host.facts().file(path) != Presence.PRESENT) {
      var near = new NearPath(host.facts()).of(path);
      if (near.isEmpty()) return Optional.empty();
      path = near.get();
    }
    var denied = denied(started, user, path, host);
    if (denied.isEmpty()) return Optional.empty();
    var stat = host.facts().stat(denied.get().path()).orElse(FileStat.ABSENT);
    if (stat.mode().isEmpty()) return Optional.empty();
    var found = new Case(path, denied.get(), stat, user);
    var problem = problem(found, started, job, host);
    return Optional.of(
        found.certain() ? problem : problem.weighing(Severity.INFO).sure(Confidence.POSSIBLE));
  }

  private record Case(String path, Decision decision, FileStat stat, Account user) {
    boolean parent() {
      return !decision.path().equals(path);
    }

    /// Unless an access list may let the user in.
    boolean certain() {
      return decision.answer() == Answer.DENIED;
    }
  }

  /// The denial of running it, or of reading it where a script must be read.
  private static Optional<Decision> denied(
      Programs.Started started, Account user, String path, HostView host) {
    boolean script =
        started.onlyRead()
            || host.facts().stat(path).filter(FileStat::namesInterpreter).isPresent();
    var rights =
        started.onlyRead()
            ? Stream.of(Right.READ)
            : script ? Stream.of(Right.EXECUTE, Right.READ) : Stream.of(Right.EXECUTE);
    return rights
        .map(right -> host.access().decide(user, path, right))
        .filter(d -> d.answer() == Answer.DENIED || (d.answer() == Answer.UNKNOWN && d.bitsDeny()))
        .findFirst();
  }

  private static Problem problem(
      Case denied, Programs.Started started, TableJob job, HostView host) {
    var owner =
        host.facts()
            .userById(denied.stat().uid())
            .map(Account::name)
            .orElse("uid " + denied.stat().uid());
    var where = denied.decision().path();
    var what =
        denied.parent()
            ? " may not enter "
            : started.onlyRead() ? " may not read " : " may not run ";
    var title =
        denied.user().name()
            + what
            + where
            + " (mode "
            + denied.stat().mode()
            + ", owner "
            + owner
            + ")";
    var bits = denied.parent() ? "a+x" : started.onlyRead() ? "a+r" : "a+rx";
    var problem =
        CARD.at(Spot.in(job, started.word().column()), title)
            .evidence(
                job.line().text().strip()
                    + "\n"
                    + String.join(" ", denied.stat().mode(), owner, where))
            .remedy(
                denied.certain()
                    ? Remedy.chmod(bits, where)
                    : Remedy.look("see whether an access list lets the user in", "getfacl", where));
    return denied.certain() ? problem.losing(Stream.of(job.job())) : problem;
  }
}
