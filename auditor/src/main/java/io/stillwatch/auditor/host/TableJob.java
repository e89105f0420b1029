// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.anacron.Anacrontab;
import io.stillwatch.auditor.crontab.CrontabLine;
import io.stillwatch.auditor.crontab.CrontabLine.Entry;
import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.job.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A job of a table: the line, the programs it starts, and the core job made from it.
public record TableJob(
    Table table,
    CrontabLine line,
    Entry entry,
    Who who,
    ShellLine shell,
    Map<String, String> environment,
    Job job) {
  private static final String DAEMON_PATH = "/usr/bin:/bin";
  private static final String SH = "/bin/sh";

  public TableJob {
    environment = Map.copyOf(environment);
  }

  /// As whom the job runs; `columnMissing` where a system line has a command in the user column.
  public record Who(String user, boolean columnMissing) {}

  /// The directories in which cron's shell looks for programs.
  public List<String> path() {
    return List.of(environment.getOrDefault("PATH", DAEMON_PATH).split(":", -1)).stream()
        .filter(d -> d.startsWith("/"))
        .map(d -> d.length() > 1 && d.endsWith("/") ? d.substring(0, d.length() - 1) : d)
        .toList();
  }

  /// Whether the line gets through the daemon's parser.
  public boolean parsed() {
    return line instanceof Entry;
  }

  /// As [#parsed()], but for a newline that is missing: what else the line says is still worth a
  /// look.
  public boolean readable() {
    return table.crontab().reads(line);
  }

  /// Whether anacron runs it, and not cron.
  public boolean byAnacron() {
    return table.path().equals(Anacrontab.PATH);
  }

  /// The shell that runs the command: anacron always takes /bin/sh, whatever SHELL says.
  public String shellProgram() {
    return byAnacron() ? SH : environment.getOrDefault("SHELL", SH);
  }

  /// The folder that the command starts in, of a user with this home: anacron starts jobs in /.
  public Optional<String> startsIn(Optional<String> home) {
    return byAnacron()
        ? Optional.of("/")
        : Optional.ofNullable(environment.get("HOME")).or(() -> home);
  }

  /// cronie's CRON_TZ, if the table sets it.
  public Optional<String> zoneName() {
    return table.crontab().dialect() == Dialect.CRONIE
        ? Optional.ofNullable(environment.get("CRON_TZ"))
        : Optional.empty();
  }
}
