// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.scheduler;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.finding.ObservedCommand;
import io.stillwatch.core.job.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A scheduler that is there and does not do its work.
final class OverdueRules {
  private static final Duration PUNCTUAL = Duration.ofMinutes(15);

  private static final String RAN =
      """
      ran /usr/bin/true x = 2026-10-20T02:15:00Z %s 28
      ran /usr/bin/date = 2026-10-20T03:00:00Z 2026-11-20T11:00:00Z 700
      # /etc/cron.d/example
      15 2 * * * root /usr/bin/true x\
      """;

  private OverdueRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            Card.warning("SL03", "cron has not started a job for more than two of its due times.")
                .example(
                    RAN.formatted("2026-11-17T02:15:00Z"), RAN.formatted("2026-11-20T02:15:00Z"))
                .needing(Fact.RUNS),
            OverdueRules::overdue),
        Rule.of(
            Card.warning("SL06", "A container has crontabs and nothing that would run them.")
                .example(
                    "fact container = docker\nfact cron.running = false\n# /etc/cron.d/example\n15 2 * * * root /usr/bin/true",
                    "fact container = docker\nfact cron.running = true\n# /etc/cron.d/example\n15 2 * * * root /usr/bin/true")
                .needing(Fact.CONTAINER),
            OverdueRules::container));
  }

  /// Judged up to the last command that cron was seen to start: beyond it the log may be missing. A
  /// warning, since the silence itself is an alert, and this finding is not its cause.
  private static Stream<Problem> overdue(Card card, HostView host) {
    var seen = host.request().commands();
    var until = seen.stream().map(ObservedCommand::lastSeen).max(Comparator.naturalOrder());
    if (until.isEmpty()) return Stream.empty();
    var lastSeen = new HashMap<Command, Instant>();
    for (var command : seen) {
      lastSeen.merge(
          new Command(command.user(), command.command().strip()),
          command.lastSeen(),
          Instants::later);
    }
    return host.jobs().stream()
        .filter(host::loads)
        .flatMap(job ->
            Optional.ofNullable(lastSeen.get(Command.of(job)))
                .filter(last ->
                    secondDue(job, last)
                        .filter(d -> d.plus(PUNCTUAL).isBefore(until.get()))
                        .isPresent())
                .map(last ->
                    card.at(Spot.in(job, 1), "cron last started this job at " + last)
                        .remedy(
                            Remedy.look(
                                "find out why it is not started",
                                "grep",
                                "-h",
                                "CRON",
                                "/var/log/syslog",
                                "/var/log/cron")))
                .stream());
  }

  private record Command(String user, String text) {
    static Command of(TableJob job) {
      var definition = job.job().definition();
      return new Command(definition.user(), definition.command().strip());
    }
  }

  private static Optional<Instant> secondDue(TableJob job, Instant last) {
    var schedule = job.job().schedule();
    return schedule.nextAfter(last, last).flatMap(first -> schedule.nextAfter(first, last));
  }

  private static Stream<Problem> container(Card card, HostView host) {
    var kind = host.fact("container").orElse("");
    boolean idle = host.fact("cron.running").filter("false"::equals).isPresent();
    if (kind.isEmpty() || !idle || host.jobs().isEmpty()) return Stream.empty();
    var path = host.jobs().getFirst().table().path();
    return Stream.of(
        card.at(
                new Spot(path, 0, 0, kind),
                "Nothing in this container (" + kind + ") runs crontabs")
            .remedy(Remedy.byHand("start cron in the container, or run the jobs from outside"))
            .losing(host.jobs().stream().map(TableJob::job)));
  }
}
