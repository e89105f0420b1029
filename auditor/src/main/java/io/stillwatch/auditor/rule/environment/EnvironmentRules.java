// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.environment;

import io.stillwatch.auditor.crontab.CrontabLine.Assignment;
import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The rules of this family.
public final class EnvironmentRules {
  private static final Set<String> SHELLS =
      Set.of(
          "/bin/sh",
          "/bin/bash",
          "/bin/dash",
          "/bin/ksh",
          "/bin/zsh",
          "/bin/tcsh",
          "/bin/csh",
          "/usr/bin/sh",
          "/usr/bin/bash",
          "/usr/bin/dash",
          "/usr/bin/zsh",
          "/usr/bin/fish",
          "/usr/local/bin/bash",
          "/bin/false",
          "/usr/bin/env");
  private static final Set<String> FOLDERS =
      Set.of(
          "/usr/local/sbin",
          "/usr/local/bin",
          "/usr/sbin",
          "/usr/bin",
          "/sbin",
          "/bin",
          "/snap/bin",
          "/usr/games",
          "/usr/local/games",
          "/opt/bin",
          "/root/bin");
  private static final Set<String> EXPANDED_BY_CRONIE = Set.of("MAILTO", "MAILFROM");
  private static final Pattern POSIX_ZONE = Pattern.compile(":?<?[A-Za-z+]{3,}>?[-+]?\\d.*|:.*|");
  private static final Pattern NOWHERE =
      Pattern.compile("&>\\s*/dev/null|>\\s*/dev/null\\s+2>\\s*(?:&1|/dev/null)");

  private EnvironmentRules() {}

  public static List<Rule> all() {
    return List.of(
        perLine(
            Card.error("CE01", "cron does not expand variables in a value.")
                .example("X=$HOME/src", "X=/srv/src"),
            EnvironmentRules::dollar),
        perLine(
            Card.error("CE02", "The shell of a table does not exist, so none of its jobs runs.")
                .example("SHELL=/bin/bahs", "SHELL=/bin/bash"),
            EnvironmentRules::shell),
        perLine(
            Card.error("CE03", "The PATH of a table does not lead where it should.")
                .example("PATH=$PATH:/usr/local/bin", "PATH=/usr/local/bin:/usr/bin:/bin"),
            EnvironmentRules::path),
        perLine(
            Card.info("CE07", "Failures of a job are seen by nobody: no mail, and no output.")
                .example(
                    "MAILTO=\"\"\n0 1 * * * root /usr/bin/true >/dev/null 2>&1",
                    "MAILTO=ops\n0 1 * * * root /usr/bin/true >/dev/null 2>&1"),
            EnvironmentRules::invisible),
        perLine(
            Card.warning("CL19", "A comment behind an assignment becomes part of the value.")
                .example("EDITOR=vi # mine", "EDITOR=vi"),
            EnvironmentRules::comment),
        perLine(
            Card.error("CL22", "The time zone of a table is wrong or has no effect.")
                .example("TZ=Europe/Pariss", "TZ=Europe/Paris"),
            EnvironmentRules::zone));
  }

  /// What a rule says of one assignment.
  private interface Check {
    Optional<Problem> check(Card card, Assignment line, Table table, HostView host);
  }

  private static Rule perLine(Card card, Check check) {
    return Rule.of(
        card,
        (c, host) ->
            host.tables().stream()
                .filter(t -> !t.setAside())
                .flatMap(t ->
                    t.crontab().lines().stream()
                        .filter(Assignment.class::isInstance)
                        .map(Assignment.class::cast)
                        .flatMap(a -> check.check(c, a, t, host).stream())));
  }

  private static Problem at(Card card, Assignment line, Table table, String title) {
    int column = Math.max(1, line.text().indexOf(line.value()) + 1);
    return card.at(Spot.line(table, line, column), title);
  }

  private static Optional<Problem> dollar(Card card, Assignment line, Table table, HostView host) {
    boolean used = line.value().matches(".*\\$(?:\\{?[A-Za-z_]\\w*|\\().*");
    if (!used || (EXPANDED_BY_CRONIE.contains(line.name()) && !table.debian())) {
      return Optional.empty();
    }
    return Optional.of(
        at(card, line, table, "cron does not expand the value of " + line.name())
            .remedy(Remedy.byHand("write the value out on line " + line.number())));
  }

  private static Optional<Problem> shell(Card card, Assignment line, Table table, HostView host) {
    if (!line.name().equals("SHELL")) return Optional.empty();
    var shell = line.value();
    var presence = host.facts().file(shell);
    if (SHELLS.contains(shell) && presence != Presence.ABSENT) return Optional.empty();
    if (presence == Presence.PRESENT) return Optional.empty();
    var shells = SHELLS.stream().filter(s -> host.facts().file(s) != Presence.ABSENT).toList();
    var usual = List.of("/bin/bash", "/bin/sh").stream().filter(shells::contains).toList();
    var near =
        Spelling.nearest(shell, usual)
            .or(() -> Spelling.nearest(shell, shells))
            .map(Spelling.Suggestion::word);
    boolean sure = presence == Presence.ABSENT || shell.contains("$") || !shell.startsWith("/");
    if (near.isEmpty() && !sure) return Optional.empty();
    var problem =
        at(card, line, table, "The shell " + shell + " does not exist")
            .remedy(Remedy.byHand("name an existing shell on line " + line.number()))
            .sure(sure ? Confidence.CERTAIN : Confidence.LIKELY)
            .losing(host.jobsIn(table.path()));
    return Optional.of(
        near.map(n -> problem.suggest(n).remedy(Remedy.replace(table, line.number(), shell, n)))
            .orElse(problem));
  }

  private static Optional<Problem> path(Card card, Assignment line, Table table, HostView host) {
    if (!line.name().equals("PATH")) return Optional.empty();
    for (var part : line.value().split(":", -1)) {
      var folder = part.replaceFirst("(?<=.)/$", "");
      if (FOLDERS.contains(folder) || host.facts().file(folder) == Presence.PRESENT) continue;
      var near = Spelling.nearest(folder, FOLDERS).map(Spelling.Suggestion::word);
      if (!folder.matches(".*[$~;].*") && folder.startsWith("/") && near.isEmpty()) continue;
      boolean certain = folder.matches(".*[$~;].*") || near.isPresent();
      var problem =
          at(card, line, table, "'" + part + "' in PATH leads nowhere")
              .weighing(certain ? Severity.ERROR : Severity.WARNING)
              .remedy(Remedy.byHand("list the folders of PATH on line " + line.number()));
      return Optional.of(
          near.map(n -> problem.suggest(n).remedy(Remedy.replace(table, line.number(), part, n)))
              .orElse(problem));
    }
    return Optional.empty();
  }

  private static Optional<Problem> invisible(
      Card card, Assignment line, Table table, HostView host) {
    if (!line.name().equals("MAILTO") || !line.value().isEmpty()) return Optional.empty();
    return host.jobs().stream()
        .filter(j -> j.table().equals(table) && j.line().number() > line.number())
        .filter(j -> NOWHERE.matcher(j.entry().command().raw()).find())
        .findFirst()
        .map(j ->
            at(card, line, table, "No mail is sent, and " + j.job().name() + " writes to /dev/null")
                .remedy(Remedy.byHand("give MAILTO an address, or let the job write a log")));
  }

  private static Optional<Problem> comment(Card card, Assignment line, Table table, HostView host) {
    int hash = line.value().indexOf(" #");
    var value = line.text().substring(line.text().indexOf('=') + 1).strip();
    if (hash < 0 || value.startsWith("\"") || value.startsWith("'")) return Optional.empty();
    var good = line.value().substring(0, hash).strip();
    return Optional.of(
        at(card, line, table, "'" + line.value().substring(hash + 1) + "' belongs to the value")
            .suggest(good)
            .remedy(Remedy.replace(table, line.number(), line.value(), good)));
  }

  private static Optional<Problem> zone(Card card, Assignment line, Table table, HostView host) {
    boolean cronTz = line.name().equals("CRON_TZ");
    if (!cronTz && !line.name().equals("TZ")) return Optional.empty();
    var zones = ZoneId.getAvailableZoneIds();
    if (!zones.contains(line.value()) && !POSIX_ZONE.matcher(line.value()).matches()) {
      var problem =
          at(card, line, table, "There is no time zone " + line.value())
              .remedy(Remedy.byHand("see the names below /usr/share/zoneinfo"));
      return Optional.of(
          Spelling.nearest(line.value(), zones)
              .map(s ->
                  problem
                      .suggest(s.word())
                      .remedy(Remedy.replace(table, line.number(), line.value(), s.word())))
              .orElse(problem));
    }
    if (!cronTz || !table.debian()) return Optional.empty();
    return Optional.of(
        at(card, line, table, "CRON_TZ has no effect on Debian's cron")
            .weighing(Severity.WARNING)
            .remedy(Remedy.byHand("set the times in the zone of the host")));
  }
}
