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
import io.stillwatch.auditor.shell.SimpleCommand;
import io.stillwatch.auditor.spelling.KnownCommands;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The command of a job is not on the PATH that cron gives it.
///
/// cron starts jobs with a short PATH (`/usr/bin:/bin`), not with the login shell's, so a command
/// that works when typed can still be missing here. Where the host's programs are not all known, a
/// word counts only if it is a typo away from one that is there; without any facts that is a mere
/// warning.
final class CommandNotFound implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CC01", "A command is not on the PATH of its job.")
          .example("30 3 * * * ops mysqldmp app", "30 3 * * * ops mysqldump app");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.+-]*");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    if (!job.readable() || job.who().columnMissing()) return Stream.empty();
    return job.shell().programs().stream()
        .filter(p -> looksLikeCommand(p, job))
        .flatMap(p -> check(p.program(), job, host).stream())
        .distinct();
  }

  private static boolean looksLikeCommand(SimpleCommand program, TableJob job) {
    var word = program.program();
    return word.literal()
        && !word.quoted()
        && !word.isPath()
        && NAME.matcher(word.text()).matches()
        && !Builtins.contains(word.text())
        && !ownName(word.text(), job)
        && !Guards.asksFor(job.shell(), word.text());
  }

  /// A user's name in a user table is explained by another rule.
  private static boolean ownName(String word, TableJob job) {
    return job.table().place().spooled()
        && (word.equals("root") || word.equals(job.table().place().owner()));
  }

  private static Optional<Problem> check(ShellWord word, TableJob job, HostView host) {
    return switch (host.facts().program(word.text(), job.path())) {
      case PRESENT -> Optional.empty();
      case ABSENT -> Optional.of(absent(word, job, host));
      case UNKNOWN -> maybe(word, job, host);
    };
  }

  private static Problem absent(ShellWord word, TableJob job, HostView host) {
    var problem =
        problem(word, job)
            .remedy(
                Remedy.byHand("install " + word.text() + " or correct line " + job.line().number()))
            .losing(Stream.of(job.job()));
    var elsewhere = host.facts().programsNamed(word.text());
    if (!elsewhere.isEmpty()) return suggest(problem, word, elsewhere.getFirst(), job);
    return near(word, job, host).map(s -> suggest(problem, word, s, job)).orElse(problem);
  }

  /// The program that was meant: by its name on the PATH, by its path if a nearer one is elsewhere.
  private static Optional<String> near(ShellWord word, TableJob job, HostView host) {
    var facts = host.facts();
    var onPath = Spelling.nearestCommand(word.text(), facts.programNames(job.path()));
    return Spelling.nearestCommand(word.text(), facts.programNames())
        .filter(any -> onPath.map(on -> any.distance() < on.distance()).orElse(true))
        .flatMap(any -> facts.programsNamed(any.word()).stream().findFirst())
        .or(() -> onPath.map(Spelling.Suggestion::word));
  }

  /// The programs of the host are known in part or not at all.
  private static Optional<Problem> maybe(ShellWord word, TableJob job, HostView host) {
    if (KnownCommands.contains(word.text())) return Optional.empty();
    if (!host.facts().knowsPrograms()) {
      return near(word, KnownCommands.names())
          .map(s ->
              suggest(problem(word, job), word, s, job)
                  .weighing(Severity.WARNING)
                  .sure(Confidence.POSSIBLE));
    }
    return near(word, host.facts().programNames(job.path()))
        .filter(s -> host.facts().program(s, job.path()) == Presence.PRESENT)
        .or(() -> elsewhere(word, host))
        .map(s -> suggest(problem(word, job), word, s, job).sure(Confidence.LIKELY))
        .map(p -> p.losing(Stream.of(job.job())));
  }

  /// The path of a maintenance command that is not on the PATH of the job.
  private static Optional<String> elsewhere(ShellWord word, HostView host) {
    return near(word, host.facts().programNames())
        .filter(KnownCommands::contains)
        .flatMap(name -> host.facts().programsNamed(name).stream().findFirst());
  }

  private static Optional<String> near(ShellWord word, Collection<String> candidates) {
    return Spelling.nearestCommand(word.text(), candidates).map(Spelling.Suggestion::word);
  }

  private static Problem problem(ShellWord word, TableJob job) {
    var title =
        "The command " + word.text() + " is not on the job's PATH " + String.join(":", job.path());
    return CARD.at(Spot.in(job, word.column()), title);
  }

  private static Problem suggest(Problem problem, ShellWord word, String to, TableJob job) {
    return problem
        .suggest(to)
        .remedy(Remedy.replace(job.table(), job.line().number(), word.text(), to));
  }
}
