// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.cron;

import io.stillwatch.core.evidence.LogEvent;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message of anacron, Debian's and cronie's: jobs are named, not their commands.
final class AnacronLine {
  private static final Pattern JOB =
      Pattern.compile("^Job [`'‘]([^'’]+)['’] (started|terminated)(.*)$", Pattern.DOTALL);
  private static final Pattern EXIT = Pattern.compile("exit status: ?(\\d+)");
  private static final Pattern SIGNAL = Pattern.compile("due to signal (\\d+)");
  private static final Pattern SYNTAX =
      Pattern.compile("^(?:anacron: )?(Invalid syntax) in (\\S+) (on line \\d+.*)$");

  private AnacronLine() {}

  static Optional<LogEvent> read(long pid, String message) {
    var job = JOB.matcher(message);
    if (job.matches())
      return Optional.of(
          job.group(2).equals("started")
              ? new LogEvent.RunStarted("root", job.group(1), pid)
              : ended(job.group(1), job.group(3), pid));
    var syntax = SYNTAX.matcher(message);
    if (syntax.matches())
      return Optional.of(
          new LogEvent.ConfigError(syntax.group(2), syntax.group(1) + " " + syntax.group(3)));
    return Optional.empty();
  }

  private static LogEvent ended(String job, String how, long pid) {
    var exit = EXIT.matcher(how);
    if (exit.find() && !exit.group(1).equals("0"))
      return new LogEvent.RunFailed(job, "exit status " + exit.group(1), pid);
    var signal = SIGNAL.matcher(how);
    if (signal.find())
      return new LogEvent.RunFailed(job, "terminated by signal " + signal.group(1), pid);
    return new LogEvent.RunEnded("root", job, pid);
  }
}
