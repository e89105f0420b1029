// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.drift;

import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.CrontabLine.Entry;
import io.stillwatch.auditor.drift.Change;
import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.rule.log.WordChange;
import io.stillwatch.auditor.spelling.KnownCommands;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.ObservedCommand;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A line whose command was edited into one that differs by a typo.
///
/// That is certain where the log shows that the line ran the old command until the edit, and the
/// snapshot that the new program does not exist; likely where only one of the two is known, or only
/// the spelling.
final class MistypedEdits {
  /// Fewer runs could be manual tests of the command.
  private static final int ENOUGH_RUNS = 3;

  private final Card card;
  private final HostView host;
  private final Change change;
  private final TableJob job;

  private MistypedEdits(Card card, HostView host, Change change, TableJob job) {
    this.card = card;
    this.host = host;
    this.change = change;
    this.job = job;
  }

  static Stream<Problem> find(Card card, HostView host) {
    return DriftRules.drift(host)
        .filter(c -> !c.added() && !c.removed() && c.line() > 0)
        .flatMap(change ->
            host.jobs().stream()
                .filter(j -> j.table().path().equals(change.path()))
                .filter(j -> j.line().number() == change.line())
                .flatMap(job -> new MistypedEdits(card, host, change, job).find()));
  }

  private Stream<Problem> find() {
    return Crontab.read(job.table().place(), Dialect.CRONIE, change.before() + "\n")
        .entries()
        .stream()
        .flatMap(old -> find(old).stream());
  }

  private Optional<Problem> find(Entry old) {
    return WordChange.between(old.command().raw(), job.entry().command().raw())
        .filter(word -> !KnownCommands.contains(word.newName()))
        .filter(word -> host.facts().file(word.now()) != Presence.PRESENT)
        .filter(word -> KnownCommands.contains(word.oldName()) || ranUntilTheEdit(old))
        .map(word -> problem(word, absent(word.now()) && ranUntilTheEdit(old)));
  }

  private boolean absent(String program) {
    if (job.shell().programs().stream().noneMatch(p -> p.program().text().equals(program)))
      return false;
    if (program.startsWith("/")) return host.facts().file(program) == Presence.ABSENT;
    return !program.contains("/") && host.facts().program(program, job.path()) == Presence.ABSENT;
  }

  /// The old command ran as often as its line asked for until the snapshot before, and not since
  /// this one. If another line runs it too, the log does not show which of the two it was.
  private boolean ranUntilTheEdit(Entry old) {
    var period = old.timing().period();
    var before = host.request().before().map(HostConfig::at);
    if (period.isEmpty() || before.isEmpty()) return false;
    var command = old.command().logged().strip();
    boolean elsewhere =
        host.jobs().stream().anyMatch(j -> j.job().definition().command().strip().equals(command));
    return !elsewhere
        && host.request().commands().stream()
            .filter(seen -> seen.user().equals(job.who().user()) && seen.runs() >= ENOUGH_RUNS)
            .filter(seen -> seen.command().strip().equals(command))
            .anyMatch(seen -> ranUntil(seen, before.get().minus(period.get())));
  }

  private boolean ranUntil(ObservedCommand seen, Instant earliest) {
    return !seen.lastSeen().isBefore(earliest) && !seen.lastSeen().isAfter(host.config().at());
  }

  private Problem problem(WordChange word, boolean proven) {
    var column = Math.max(1, job.line().text().indexOf(word.now()) + 1);
    return card.at(Spot.in(job, column), "An edit made " + word.now() + " of " + word.old())
        .evidence(DriftRules.evidence(change, host))
        .suggest(word.old())
        .remedy(Remedy.replace(job.table(), job.line().number(), word.now(), word.old()))
        .sure(proven ? Confidence.CERTAIN : Confidence.LIKELY)
        .losing(Stream.of(job.job()));
  }
}
