// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.log;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.LogrotateDriver;
import io.stillwatch.auditor.host.RotationJob;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.auditor.spelling.KnownCommands;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.finding.ObservedCommand;
import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A command stopped, and one that differs by a typo took over its hour.
///
/// The only trace that an edit leaves in a default cron log: `/usr/sbin/logrotat` at 06:25 after
/// months of `/usr/sbin/logrotate`. The way back to the old spelling is no fault, and neither is a
/// change of digits.
final class ChangedCommand implements Rule {
  private static final Card CARD =
      Card.error("CC01", "A command that ran for long was replaced by one that differs by a typo.")
          .example(
              "/usr/sbin/logrotat /etc/logrotate.conf", "/usr/sbin/logrotate /etc/logrotate.conf")
          .needing(Fact.RUNS);
  private static final int LONG_RUNS = 5;
  private static final Duration SAME_TIME = Duration.ofMinutes(10);
  private static final Duration DAILY = Duration.ofHours(20);

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(HostView host) {
    var zone = host.config().platform().zone();
    var ofUsers =
        host.request().commands().stream()
            .map(command -> Timed.of(command, zone))
            .sorted(Comparator.comparing(Timed::lastSeen))
            .collect(Collectors.groupingBy(timed -> timed.command().user()));
    return ofUsers.values().stream()
        .flatMap(commands ->
            commands.stream()
                .peek(_ -> WorkBudget.check())
                .flatMap(now -> check(now, commands, host)));
  }

  /// `commands` are in the order in which they were seen last: those that ended before another one
  /// began come first.
  private static Stream<Problem> check(Timed now, List<Timed> commands, HostView host) {
    return commands.stream()
        .takeWhile(old -> old.lastSeen().isBefore(now.command().firstSeen()))
        .filter(old -> old.sameTime(now))
        .peek(_ -> WorkBudget.check())
        .flatMap(old -> check(old.command(), now.command(), host).stream())
        .limit(1);
  }

  /// A command with the times of day at which it began and ended.
  private record Timed(
      ObservedCommand command, boolean daily, LocalTime firstTime, LocalTime lastTime) {
    static Timed of(ObservedCommand command, ZoneId zone) {
      var seenFor = Duration.between(command.firstSeen(), command.lastSeen());
      var cadence = seenFor.dividedBy(Math.max(1, command.runs() - 1));
      return new Timed(
          command,
          command.runs() < 2 || cadence.compareTo(DAILY) >= 0,
          command.firstSeen().atZone(zone).toLocalTime(),
          command.lastSeen().atZone(zone).toLocalTime());
    }

    Instant lastSeen() {
      return command.lastSeen();
    }

    /// Whether the other one began at the time at which this one used to run: of the day, or of the
    /// hour if it ran more often than daily.
    boolean sameTime(Timed other) {
      return daily
          ? near(lastTime, other.firstTime)
          : near(lastTime.withHour(0), other.firstTime.withHour(0));
    }
  }

  private static boolean near(LocalTime a, LocalTime b) {
    return Duration.between(a, b).abs().compareTo(SAME_TIME) <= 0;
  }

  private static Optional<Problem> check(ObservedCommand old, ObservedCommand now, HostView host) {
    return WordChange.between(old.command(), now.command())
        .filter(change -> !intended(change, now, host))
        .map(change -> problem(old, now, change, host));
  }

  /// The new word is a command that exists, or the correction of a misspelt one.
  private static boolean intended(WordChange change, ObservedCommand now, HostView host) {
    if (KnownCommands.contains(change.newName()) && !KnownCommands.contains(change.oldName()))
      return true;
    if (!change.now().startsWith("/")) return false;
    return host.facts().file(change.now()) == Presence.PRESENT && !now.command().isEmpty();
  }

  private static Problem problem(
      ObservedCommand old, ObservedCommand now, WordChange change, HostView host) {
    var zone = host.config().platform().zone();
    LocalDate since = now.firstSeen().atZone(zone).toLocalDate();
    var job = configured(now, host);
    var spot =
        job.map(j -> Spot.in(j, j.entry().command().column()))
            .orElse(new Spot("cron", 0, 0, now.command()));
    var title = "Since " + since + " cron runs " + change.now() + " instead of " + change.old();
    boolean grave = KnownCommands.contains(change.oldName()) || old.runs() >= LONG_RUNS;
    var problem =
        CARD.at(spot, title)
            .evidence(
                "until "
                    + old.lastSeen().atZone(zone).toLocalDate()
                    + " ("
                    + old.runs()
                    + " runs): "
                    + old.command().strip()
                    + "\nsince "
                    + since
                    + ": "
                    + now.command().strip())
            .suggest(change.old())
            .remedy(
                Remedy.look(
                    "correct the line",
                    "grep",
                    "-rn",
                    "-e",
                    change.now(),
                    "/etc/crontab",
                    "/etc/cron.d",
                    "/var/spool/cron"))
            .weighing(grave ? Severity.ERROR : Severity.WARNING)
            .sure(Confidence.LIKELY)
            .losing(lost(old, job, host));
    return job.map(j ->
            problem.remedy(
                Remedy.replace(j.table(), j.line().number(), change.now(), change.old())))
        .orElse(problem);
  }

  private static Optional<TableJob> configured(ObservedCommand now, HostView host) {
    return host.jobs().stream()
        .filter(j -> j.who().user().equals(now.user()))
        .filter(j -> j.job().definition().command().strip().equals(now.command().strip()))
        .findFirst();
  }

  /// The job of the line; the rotations of the host if the old command was its logrotate.
  private static Stream<Job> lost(ObservedCommand old, Optional<TableJob> job, HostView host) {
    if (job.isPresent()) return job.map(TableJob::job).stream();
    if (!LogrotateDriver.runsDirectly(ShellLine.parse(old.command()), host.logrotate()))
      return Stream.empty();
    return host.rotations().stream().map(RotationJob::job).filter(r -> r.driver().isEmpty());
  }
}
