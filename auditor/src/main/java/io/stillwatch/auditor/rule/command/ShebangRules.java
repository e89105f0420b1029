// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The first lines of the scripts that jobs and run-parts start.
final class ShebangRules {
  private static final Pattern OTHER_LANGUAGE = Pattern.compile(".*\\.(py|pl|rb|php|js)");

  /// What may give the script another PATH than that of its table.
  private static final Pattern OTHER_PATH =
      Pattern.compile(
          "PATH=|(?:^|[;&|(]\\s*)(?:\\.|source|eval)\\s|\\b(?:ba|z|k|da)?sh\\s+-\\w*[li]|\\b(?:su|sudo|runuser|env)\\b");

  /// What every run-parts starts.
  private static final Pattern SCRIPT =
      Pattern.compile("(/etc/cron\\.(?:hourly|daily|weekly|monthly))/[A-Za-z0-9_-]+");

  private ShebangRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.ofJob(
            Card.error("CC04", "The interpreter in the first line of a script does not exist.")
                .example(
                    "stat /opt/tools/old.sh f 0755 root #!/bin/bahs\n# /etc/cron.d/example\n5 1 * * * root /opt/tools/old.sh",
                    "stat /opt/tools/old.sh f 0755 root #!/bin/bash\n# /etc/cron.d/example\n5 1 * * * root /opt/tools/old.sh")
                .needing(Fact.FILES),
            ShebangRules::interpreter),
        Rule.ofJob(
            Card.error(
                    "CC04",
                    "A script of another language is run by the shell, because its first line names no interpreter.")
                .example(
                    "stat /opt/tools/tidy.php f 0755 root -\n# /etc/cron.d/example\n5 1 * * * root /opt/tools/tidy.php",
                    "stat /opt/tools/tidy.php f 0755 root #!/usr/bin/php\n# /etc/cron.d/example\n5 1 * * * root /opt/tools/tidy.php")
                .needing(Fact.FILES),
            ShebangRules::noInterpreter),
        Rule.of(
            Card.error(
                    "CC04",
                    "A script of cron.daily names no interpreter, or one that does not exist.")
                .example(
                    "stat /etc/cron.daily/tidy f 0755 root #!/bin/bahs",
                    "stat /etc/cron.daily/tidy f 0755 root #!/bin/bash")
                .needing(Fact.FILES),
            ShebangRules::ofFolders));
  }

  private record Script(Programs.Started started, FileStat stat) {}

  /// What the kernel starts by itself: a script handed to an interpreter needs no first line.
  private static Stream<Script> scripts(TableJob job, HostView host) {
    return Programs.of(job, host)
        .filter(s -> !s.onlyRead())
        .flatMap(s -> host.facts().stat(s.path()).map(stat -> new Script(s, stat)).stream());
  }

  private static Stream<Problem> interpreter(Card card, TableJob job, HostView host) {
    boolean other = OTHER_PATH.matcher(ShellText.of(job)).find();
    var shebang = new Shebang(host.facts(), other ? List.of() : job.path());
    return scripts(job, host)
        .filter(s -> s.stat.namesInterpreter())
        .flatMap(s ->
            shebang.fault(s.stat.shebang()).stream()
                .map(f -> f.in(s.started.path(), problem(card, job, s, f.why()))));
  }

  private static Stream<Problem> noInterpreter(Card card, TableJob job, HostView host) {
    return scripts(job, host)
        .filter(s -> s.stat.lacksInterpreter())
        .filter(s -> OTHER_LANGUAGE.matcher(s.started.path()).matches())
        .map(s ->
            problem(card, job, s, "names no interpreter, so that the shell runs it")
                .remedy(Remedy.editor(s.started.path(), 1, "begin with #! and the interpreter")));
  }

  private static Problem problem(Card card, TableJob job, Script script, String why) {
    var spot = Spot.in(job, script.started.word().column());
    return card.at(spot, "The first line of " + script.started.path() + " " + why)
        .losing(Stream.of(job.job()));
  }

  private static Stream<Problem> ofFolders(Card card, HostView host) {
    boolean debian = host.config().platform().dialect() == Dialect.DEBIAN;
    return host.config().disk().stats().entrySet().stream()
        .filter(e -> e.getValue().mode().matches("[0-7]{3,7}"))
        .filter(e -> (Integer.parseInt(e.getValue().mode(), 8) & 0111) != 0)
        .flatMap(e -> {
          var path = e.getKey();
          var script = SCRIPT.matcher(path);
          if (!script.matches()) return Stream.empty();
          // Debian's run-parts leaves it to the kernel; that of cronie is a script of bash
          if (debian && e.getValue().lacksInterpreter()) {
            return Stream.of(
                titled(card, path, "names no interpreter")
                    .remedy(Remedy.editor(path, 1, "begin with #! and the interpreter")));
          }
          if (!e.getValue().namesInterpreter()) return Stream.empty();
          return new Shebang(host.facts(), pathOf(script.group(1), host))
              .fault(e.getValue().shebang()).stream()
                  .map(f -> f.in(path, titled(card, path, f.why())));
        });
  }

  private static Problem titled(Card card, String path, String why) {
    return card.at(new Spot(path, 1, 1, path), "The first line of " + path + " " + why);
  }

  /// The PATH of the job that starts the scripts of a folder.
  private static List<String> pathOf(String folder, HostView host) {
    return host.jobs().stream()
        .filter(j -> j.entry().command().run().contains("run-parts"))
        .filter(j -> j.entry().command().run().contains(folder))
        .findFirst()
        .map(TableJob::path)
        .orElse(List.of());
  }
}
