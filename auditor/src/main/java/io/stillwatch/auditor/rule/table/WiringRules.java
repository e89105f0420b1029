// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.table;

import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.CrontabLine;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What connects scripts and jobs to the daemon: the folders of run-parts, and lines switched off.
final class WiringRules {
  private static final Set<String> FOLDERS =
      Set.of("/etc/cron.hourly", "/etc/cron.daily", "/etc/cron.weekly", "/etc/cron.monthly");
  private static final Pattern SCRIPT =
      Pattern.compile("(/etc/cron\\.(?:hourly|daily|weekly|monthly))/([^/]+)");
  private static final Pattern ASIDE =
      Pattern.compile("[.#].*|.*~|.+\\.(?:bak|old|orig|off|disabled|dpkg-\\w+|rpm\\w+)|0anacron");
  private static final Pattern FOLDER = Pattern.compile("/etc/cron[./_-]?\\w+");
  private static final Pattern WRONG_GUARD =
      Pattern.compile("(?:test|\\[)\\s+(!\\s*)?-\\w\\s+\\S*anacron\\s*\\]?\\s*&&");
  private static final int DEBIAN_LINES = 10_000;

  private WiringRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            Card.error("CF09", "Debian's cron refuses a table of more than 10,000 lines.")
                .example(
                    "# /etc/cron.d/many\nrepeat 10001 # one of many",
                    "# /etc/cron.d/many\nrepeat 9999 # one of many"),
            WiringRules::tooLong),
        Rule.of(
            Card.error("CF12", "run-parts does not start a script because of its name or mode.")
                .example(
                    "stat /etc/cron.daily/logrotate.sh f 0755 root",
                    "stat /etc/cron.daily/logrotate f 0755 root")
                .needing(Fact.FILES),
            WiringRules::scripts),
        Rule.ofJob(
            Card.error("CF13", "The line that starts the scripts of cron.daily does not run.")
                .example(
                    "25 6 * * * root cd / && run-parts --report /etc/cron.dialy",
                    "25 6 * * * root cd / && run-parts --report /etc/cron.daily"),
            WiringRules::wiring),
        Rule.of(
            Card.warning("CF14", "A job that cron ran until now is commented out.")
                .example(
                    "ran /usr/bin/true x = 2026-10-20T02:15:00Z 2026-11-19T02:15:00Z 30\n# /etc/cron.d/example\n#15 2 * * * root /usr/bin/true x",
                    "ran /usr/bin/true x = 2026-10-20T02:15:00Z 2026-11-20T02:15:00Z 31\n# /etc/cron.d/example\n15 2 * * * root /usr/bin/true x")
                .needing(Fact.RUNS),
            WiringRules::commentedOut));
  }

  private static Stream<Problem> tooLong(Card card, HostView host) {
    return host.tables().stream()
        .filter(t -> t.debian() && t.crontab().lines().size() > DEBIAN_LINES)
        .map(t ->
            card.at(Spot.file(t), "The table has " + t.crontab().lines().size() + " lines")
                .remedy(Remedy.byHand("move jobs into scripts or further tables"))
                .losing(host.jobsIn(t.path())));
  }

  private static Stream<Problem> scripts(Card card, HostView host) {
    boolean debian = host.config().platform().dialect() == Dialect.DEBIAN;
    return host.config().disk().stats().entrySet().stream()
        .filter(e -> e.getValue().type().equals("f"))
        .flatMap(e -> {
          var script = SCRIPT.matcher(e.getKey());
          if (!script.matches() || ASIDE.matcher(script.group(2)).matches()) return Stream.empty();
          var mode = e.getValue().mode();
          var spot = new Spot(e.getKey(), 0, 0, e.getKey());
          if (debian && !script.group(2).matches("[A-Za-z0-9_-]+")) {
            var good =
                script.group(1)
                    + "/"
                    + script.group(2).replaceFirst("\\.\\w+$", "").replace('.', '-');
            return Stream.of(
                card.at(spot, "run-parts skips " + script.group(2) + " because of its name")
                    .suggest(good)
                    .remedy(Remedy.move(e.getKey(), good)));
          }
          if (!mode.matches("[0-7]{3,7}") || (Integer.parseInt(mode, 8) & 0111) != 0) {
            return Stream.empty();
          }
          return Stream.of(
              card.at(spot, "run-parts skips " + script.group(2) + " because of its mode " + mode)
                  .suggest("0755")
                  .remedy(Remedy.chmod("0755", e.getKey())));
        });
  }

  private static Stream<Problem> wiring(Card card, TableJob job, HostView host) {
    var raw = job.entry().command().raw();
    if (!raw.contains("run-parts")) return Stream.empty();
    var run = job.entry().command().run();
    var typo = typo(raw);
    var spot = Spot.in(job, job.entry().command().column());
    var remedy = Remedy.editor(job.table(), job.line().number());
    if (typo.isPresent()) {
      return Stream.of(
          card.at(spot, "run-parts is given " + typo.get().written() + ", which is no such folder")
              .suggest(typo.get().meant())
              .remedy(
                  Remedy.replace(
                      job.table(), job.line().number(), typo.get().written(), typo.get().meant()))
              .losing(Stream.of(job.job())));
    }
    if (!raw.contains("/etc/cron.daily")) return Stream.empty();
    if (!run.contains("/etc/cron.daily")) {
      return Stream.of(
          card.at(spot, "A % cuts the line before run-parts")
              .remedy(remedy)
              .losing(Stream.of(job.job())));
    }
    if (WRONG_GUARD.matcher(raw).results().anyMatch(m -> m.group(1) == null)) {
      return Stream.of(
          card.at(spot, "The line runs only where anacron is installed").remedy(remedy));
    }
    if (host.loads(job)) return Stream.empty();
    boolean own = !job.parsed() || !job.table().crontab().droppedWhole();
    return Stream.of(
        card.at(spot, "cron does not load the line that starts the scripts of cron.daily")
            .weighing(own ? Severity.ERROR : Severity.WARNING)
            .remedy(remedy)
            .losing(Stream.of(job.job())));
  }

  private record Typo(String written, String meant) {}

  private static Optional<Typo> typo(String command) {
    return FOLDER
        .matcher(command)
        .results()
        .map(r -> r.group())
        .filter(f -> !FOLDERS.contains(f) && !f.equals("/etc/cron.d"))
        .flatMap(f -> Spelling.nearest(f, FOLDERS).map(s -> new Typo(f, s.word())).stream())
        .findFirst();
  }

  /// Says the same as the rule that compares snapshots, so that both make one finding.
  private static Stream<Problem> commentedOut(Card card, HostView host) {
    return host.tables().stream()
        .filter(t -> !t.setAside())
        .flatMap(t ->
            t.crontab().lines().stream()
                .filter(CrontabLine.Comment.class::isInstance)
                .flatMap(line -> commentedOut(card, t, line, host).stream()));
  }

  private static Optional<Problem> commentedOut(
      Card card, Table table, CrontabLine line, HostView host) {
    var text = line.text().strip().replaceFirst("^#+\\s*", "");
    var ran = ran(table, text, host);
    if (ran.isEmpty()) return Optional.empty();
    var restored = host.withLine(table, line.number(), text);
    var lost =
        restored.jobs().stream()
            .filter(j -> j.table().path().equals(table.path()))
            .filter(j -> j.line().number() == line.number())
            .flatMap(j -> host.lostSince(restored, j));
    var words = Problem.shortened(ran.get().command().raw().strip());
    return Optional.of(
        card.at(
                Spot.line(table, line, line.text().indexOf('#') + 1),
                "The job " + words + " is commented out")
            .remedy(Remedy.edit(table, line.number() + "s/^#* *//"))
            .losing(lost));
  }

  private static Optional<CrontabLine.Entry> ran(Table table, String text, HostView host) {
    return Crontab.read(table.place(), table.crontab().dialect(), text + "\n").entries().stream()
        .filter(e -> {
          var user = table.place().spooled() ? table.place().owner() : e.user().name();
          var logged = e.command().logged().strip();
          return host.request().commands().stream()
              .anyMatch(c -> c.user().equals(user) && c.command().strip().equals(logged));
        })
        .findFirst();
  }
}
