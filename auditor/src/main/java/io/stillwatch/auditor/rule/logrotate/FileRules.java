// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.RotationJob;
import io.stillwatch.auditor.logrotate.Directive;
import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.logrotate.Taboo;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.rule.command.NearPath;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.job.Job;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The files of logrotate as files: which are read, their modes, includes, carriage returns, state.
final class FileRules {
  private static final Pattern STATE =
      Pattern.compile("/var/lib/logrotate(?:\\.status|/status|/logrotate\\.status)");
  private static final Pattern PACKAGES =
      Pattern.compile(".*\\.(?:dpkg|ucf|rpm|rhn|cfsaved|swp)[\\w-]*");
  private static final Pattern ONE_LINE = Pattern.compile("\\s*[\"'/~].*\\{\\s*([A-Za-z].*)");
  private static final Set<String> INCLUDES = Set.of("/etc/logrotate.d", "/etc/logrotate.d/");

  private FileRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            Card.warning("LC24", "logrotate does not read a file because of its name.")
                .example(
                    "# /etc/logrotate.conf 0644 root\ninclude /etc/logrotate.d\n# /etc/logrotate.d/app.bak 0644 root\n/var/log/x.log {\n  rotate 7\n}",
                    "# /etc/logrotate.conf 0644 root\ninclude /etc/logrotate.d\n# /etc/logrotate.d/app 0644 root\n/var/log/x.log {\n  rotate 7\n}")
                .needing(Fact.FILE_MODES),
            FileRules::tabooed),
        Rule.of(
            Card.error("LC25", "logrotate ignores a file because of its mode or owner.")
                .example(
                    "# /etc/logrotate.conf 0664 root\n/var/log/x.log {\n  rotate 7\n}",
                    "# /etc/logrotate.conf 0644 root\n/var/log/x.log {\n  rotate 7\n}")
                .needing(Fact.FILE_MODES),
            FileRules::mode),
        Rule.of(
            Card.error("LC26", "What is included does not exist, or comes before its settings.")
                .example(
                    "include /etc/logrotate.dd\n/var/log/x.log {\n  rotate 7\n}",
                    "include /etc/logrotate.d\n/var/log/x.log {\n  rotate 7\n}"),
            FileRules::include),
        Rule.of(
            Card.error("LC28", "The state file of logrotate is damaged.")
                .example(
                    "stat /var/lib/logrotate/status f 0640 root logrotate stat\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n}",
                    "stat /var/lib/logrotate/status f 0640 root logrotate state -- version 2\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n}")
                .needing(Fact.FILES),
            FileRules::state),
        Rule.of(
            Card.error(
                    "LC32", "A stanza stands on one line, of which logrotate reads one directive.")
                .example(
                    "/var/log/x.log { daily rotate 5 }",
                    "/var/log/x.log {\n  daily\n  rotate 5\n}"),
            FileRules::oneLine),
        Rule.of(
            Card.error(
                    "LC33", "A carriage return stands where logrotate expects the end of a line.")
                .example("/var/log/x.log {\r\n  rotate 7\n}", "/var/log/x.log {\n  rotate 7\n}"),
            FileRules::carriageReturn));
  }

  private static Stream<ConfigFile> files(HostView host) {
    return host.config().files().stream()
        .filter(
            f -> f.path().startsWith("/etc/logrotate.d/") || f.path().equals(LogrotateConfig.MAIN));
  }

  private static Stream<Job> jobs(String path, HostView host) {
    return host.rotations().stream()
        .filter(r -> r.stanza().path().equals(path))
        .map(RotationJob::job);
  }

  private static Stream<Problem> tabooed(Card card, HostView host) {
    return Stream.concat(
            files(host).map(ConfigFile::path),
            host.config().disk().stats().keySet().stream()
                .filter(p -> p.startsWith("/etc/logrotate.d/")))
        .distinct()
        .filter(p -> Taboo.matches(p) && !PACKAGES.matcher(p).matches())
        .sorted()
        .map(p ->
            card.at(new Spot(p, 0, 0, p), "logrotate does not read a file of this name")
                .suggest(p.replaceFirst("(?:\\.[a-z]+|~)$", ""))
                .remedy(Remedy.move(p, p.replaceFirst("(?:\\.[a-z]+|~)$", ""))));
  }

  private static Stream<Problem> mode(Card card, HostView host) {
    return files(host) // of a link, logrotate judges what it leads to
        .filter(f -> f.attributes().mode().matches("[0-7]{3,7}") && !Taboo.matches(f.path()))
        .flatMap(f -> {
          int mode = Integer.parseInt(f.attributes().mode(), 8);
          var spot = new Spot(f.path(), 0, 0, f.path());
          if (f.attributes().uid() != 0) {
            return Stream.of(
                card.at(spot, "logrotate ignores a file that does not belong to root")
                    .suggest("root:root")
                    .remedy(Remedy.chown("root:root", f.path()))
                    .losing(jobs(f.path(), host)));
          }
          var problem =
              card.at(spot, "The mode of the file is " + f.attributes().mode())
                  .suggest("0644")
                  .remedy(Remedy.chmod("0644", f.path()));
          if ((mode & 022) != 0) return Stream.of(problem.losing(jobs(f.path(), host)));
          // 0755 is only "potentially dangerous"
          return (mode & 07533) == 0400
              ? Stream.empty()
              : Stream.of(problem.weighing(Severity.INFO));
        });
  }

  private static Stream<Problem> include(Card card, HostView host) {
    var globals = host.logrotate().globals();
    var missing =
        globals.stream()
            .filter(d -> d.name().equals("include"))
            .flatMap(d -> missing(card, d, host));
    int first =
        IntStream.range(0, globals.size())
            .filter(i -> globals.get(i).name().equals("include"))
            .findFirst()
            .orElse(globals.size());
    var late =
        globals.stream()
            .skip(first + 1L)
            .filter(d -> d.path().equals(host.logrotate().main()) && !d.name().equals("include"))
            .filter(d -> !d.name().startsWith("taboo"))
            .limit(1)
            .map(d ->
                card.at(Spot.of(d), d.name() + " comes after the include and does not apply to it")
                    .weighing(Severity.WARNING)
                    .remedy(StanzaRules.edit(Spot.of(d))));
    return Stream.concat(missing, late);
  }

  private static Stream<Problem> missing(Card card, Directive d, HostView host) {
    var target = d.value();
    var presence = host.facts().file(target.replaceFirst("(?<=.)/$", ""));
    boolean here = host.config().files().stream().anyMatch(f -> f.path().startsWith(target));
    if (INCLUDES.contains(target) || here || presence == Presence.PRESENT) return Stream.empty();
    var near =
        Spelling.nearest(target, List.of("/etc/logrotate.d"))
            .map(Spelling.Suggestion::word)
            .or(() -> new NearPath(host.facts()).of(target));
    if (near.isEmpty() && presence != Presence.ABSENT) return Stream.empty();
    var problem =
        card.at(Spot.of(d), "There is nothing to include at " + target)
            .remedy(StanzaRules.edit(Spot.of(d)));
    return Stream.of(
        near.map(n -> problem.suggest(n).remedy(Remedy.replace(d.path(), d.line(), target, n)))
            .orElse(problem));
  }

  private static Stream<Problem> state(Card card, HostView host) {
    return host.config().disk().stats().entrySet().stream()
        .filter(e -> STATE.matcher(e.getKey()).matches() && e.getValue().exists())
        .flatMap(e -> {
          var first = e.getValue().shebang();
          var spot = new Spot(e.getKey(), 1, 1, first);
          if (!first.isEmpty() && !first.matches("logrotate state -- version [12]\\s*")) {
            return Stream.of(
                card.at(spot, "The first line of the state file is no header: logrotate stops")
                    .remedy(Remedy.move(e.getKey(), e.getKey() + ".damaged"))
                    .losing(host.rotations().stream().map(RotationJob::job)));
          }
          boolean locks = !e.getValue().mode().matches(".*[4-7]");
          if (locks || e.getValue().mode().isEmpty()) return Stream.empty();
          return Stream.of(
              card.at(spot, "Everybody may read the state file, so logrotate does not lock it")
                  .weighing(Severity.WARNING)
                  .remedy(Remedy.chmod("0640", e.getKey())));
        });
  }

  private static Stream<Problem> oneLine(Card card, HostView host) {
    return lines(
        host,
        (line, spot) -> {
          var header = ONE_LINE.matcher(line);
          if (!header.matches() || !header.group(1).contains("}")) return Stream.empty();
          return Stream.of(
              card.at(spot, "logrotate reads '" + header.group(1) + "' as one directive")
                  .remedy(StanzaRules.edit(spot)));
        });
  }

  private static Stream<Problem> carriageReturn(Card card, HostView host) {
    return lines(
            host,
            (line, spot) ->
                line.endsWith("\r") && line.stripTrailing().matches("(?:.*[{}])?")
                    ? Stream.of(
                        card.at(spot, "A carriage return follows: logrotate skips the stanza")
                            .remedy(Remedy.edit(spot.path(), "s/\\r$//")))
                    : Stream.empty())
        .limit(1);
  }

  private interface LineCheck {
    Stream<Problem> check(String line, Spot spot);
  }

  private static Stream<Problem> lines(HostView host, LineCheck check) {
    return files(host)
        .filter(f -> host.logrotate().files().contains(f.path()))
        .flatMap(f -> {
          var lines = f.text().split("\n", -1);
          return IntStream.range(0, lines.length)
              .boxed()
              .flatMap(i ->
                  check.check(
                      lines[i],
                      new Spot(
                          f.path(),
                          i + 1,
                          Math.max(1, lines[i].stripTrailing().length()),
                          lines[i])));
        });
  }
}
