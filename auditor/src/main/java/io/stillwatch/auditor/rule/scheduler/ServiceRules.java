// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.scheduler;

import static io.stillwatch.auditor.rule.scheduler.TimerRules.edit;
import static io.stillwatch.auditor.rule.scheduler.TimerRules.jobs;
import static io.stillwatch.auditor.rule.scheduler.TimerRules.problem;
import static io.stillwatch.auditor.rule.scheduler.TimerRules.spot;
import static io.stillwatch.auditor.rule.scheduler.TimerRules.value;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TimerJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.command.NearPath;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.auditor.systemd.Unit;
import io.stillwatch.core.finding.Confidence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Services: whether systemd loads them, and what they need to start.
final class ServiceRules {
  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private ServiceRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            Card.error("TM05", "A service cannot start, or its program is missing.")
                .example(
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\n# /etc/systemd/system/dump.service\n[Service]\nExecStart=/opt/tools/rotat.sh",
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\n# /etc/systemd/system/dump.service\n[Service]\nExecStart=/opt/tools/rotate.sh")
                .needing(Fact.FILES),
            ServiceRules::program));
  }

  private static Stream<Problem> program(Card card, HostView host) {
    return Stream.concat(refused(card, host), missing(card, host));
  }

  /// Services that systemd does not load.
  private static Stream<Problem> refused(Card card, HostView host) {
    return host.units().all().stream()
        .filter(u -> u.name().endsWith(".service"))
        .flatMap(unit ->
            Stream.concat(
                unit.faults().stream()
                    .filter(Unit.Fault::stops)
                    .limit(1)
                    .map(f -> executable(problem(card, f), f).losing(jobs(unit, host))),
                unknownUser(card, unit, host).stream()));
  }

  /// What the path of the program was meant to be.
  private static Problem executable(Problem problem, Unit.Fault fault) {
    var value = value(fault).orElse("");
    var program = value.split("\\s", 2)[0];
    var meant =
        program.replaceFirst("^(?:\\$HOME|\\$\\{HOME\\}|~)/", "%h/").replaceFirst("/+$", "");
    if (meant.equals(program) || meant.isEmpty()) return problem;
    return problem
        .suggest(meant)
        .remedy(Remedy.replace(fault.file().path(), fault.line(), program, meant));
  }

  /// A service of a user that the host does not have fails before its program starts.
  private static Optional<Problem> unknownUser(Card card, Unit unit, HostView host) {
    boolean made =
        unit.last("Service", "DynamicUser")
            .filter(d -> d.value().matches("(?i)1|y|yes|t|true|on"))
            .isPresent();
    return unit.last("Service", "User")
        .filter(u -> !made && u.value().matches("[a-z_][\\w.-]*"))
        .filter(u -> host.facts().noSuchUser(u.value()))
        .map(u -> {
          var problem =
              card.at(spot(u), "There is no user " + u.value() + ", so " + unit.name() + " fails")
                  .remedy(edit(u.file(), u.setting().number()))
                  .losing(jobs(unit, host));
          return Spelling.nearest(u.value(), host.facts().userNames())
              .map(s -> problem.suggest(s.word()))
              .orElse(problem);
        });
  }

  private static Stream<Problem> missing(Card card, HostView host) {
    return host.timers().stream()
        .flatMap(t ->
            host.units().find(t.timer().service()).stream()
                .flatMap(s -> s.all("Service", "ExecStart").stream())
                .flatMap(exec -> program(card, t, exec, host).stream()));
  }

  private static Optional<Problem> program(
      Card card, TimerJob timer, Unit.Placed exec, HostView host) {
    var word = exec.value().replaceFirst("^[@:+!-]+", "").split("\\s+", 2)[0].replace("\"", "");
    if (word.isEmpty() || word.contains("%") || word.contains("$")) return Optional.empty();
    boolean path = word.startsWith("/");
    var presence = path ? host.facts().file(word) : host.facts().program(word, PATH);
    var problem =
        card.at(spot(exec), word + " is not there, so " + timer.timer().service() + " fails")
            .remedy(edit(exec.file(), exec.setting().number()))
            .losing(Stream.of(timer.job()));
    if (presence == Presence.ABSENT) {
      var near =
          path
              ? new NearPath(host.facts()).of(word)
              : Spelling.nearestCommand(word, host.facts().programNames(PATH))
                  .map(Spelling.Suggestion::word);
      return Optional.of(near.map(problem::suggest).orElse(problem));
    }
    var near =
        path && presence == Presence.UNKNOWN
            ? new NearPath(host.facts()).of(word)
            : Optional.<String>empty();
    return near.map(n -> problem.suggest(n).sure(Confidence.LIKELY));
  }
}
