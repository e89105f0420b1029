// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.shell.SimpleCommand;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds the cron job that runs logrotate: directly, or through run-parts of a folder that holds
/// it.
///
/// A misspelt `logrotat` with the same configuration file still is the job that should run it.
public final class LogrotateDriver {
  private static final String LOGROTATE = "logrotate";
  private static final Set<String> WITH_VALUE =
      Set.of("-s", "--state", "-l", "--log", "-m", "--mail");

  private LogrotateDriver() {}

  static Optional<TableJob> find(List<TableJob> jobs, LogrotateConfig config, Facts facts) {
    return jobs.stream()
        .filter(j -> j.shell().programs().stream().anyMatch(p -> runs(p, config, facts)))
        .min(java.util.Comparator.comparing(j -> !j.parsed()));
  }

  /// Whether a command line was meant to run logrotate with the main configuration.
  public static boolean runsDirectly(ShellLine shell, LogrotateConfig config) {
    return shell.programs().stream().anyMatch(p -> direct(p, config));
  }

  /// The configuration files that a command line gives to logrotate.
  static Stream<String> configurations(ShellLine shell) {
    return shell.programs().stream()
        .filter(p -> p.name().equals(LOGROTATE))
        .flatMap(p ->
            IntStream.range(1, p.words().size())
                .filter(i -> !WITH_VALUE.contains(p.words().get(i - 1).text()))
                .mapToObj(i -> p.words().get(i)))
        .filter(w -> w.literal() && w.absolute())
        .map(ShellWord::text);
  }

  private static boolean runs(SimpleCommand program, LogrotateConfig config, Facts facts) {
    if (direct(program, config)) return true;
    if (!program.name().equals("run-parts")) return false;
    var folder = program.words().getLast().text();
    return facts.file(folder + "/" + LOGROTATE) == Facts.Presence.PRESENT;
  }

  private static boolean direct(SimpleCommand program, LogrotateConfig config) {
    var name = program.name();
    if (!name.equals(LOGROTATE) && !Spelling.similar(name, LOGROTATE)) return false;
    var main = config.main().isEmpty() ? LogrotateConfig.MAIN : config.main();
    return program.arguments().stream().anyMatch(w -> w.text().equals(main));
  }
}
