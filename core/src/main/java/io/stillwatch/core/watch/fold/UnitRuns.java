// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.job.Job;

/// Distinguishes what systemd starts from what cron starts: the command is the name of a service.
public final class UnitRuns {
  private static final String SUFFIX = ".service";

  /// Known as a job by its own log lines, also where its timer is not.
  private static final String LOGROTATE = "logrotate.service";

  private UnitRuns() {}

  public static boolean of(Job job) {
    var command = job.definition().configured() ? job.definition().command() : job.subject();
    return command.endsWith(SUFFIX);
  }

  static boolean reportedBy(LogEvent event) {
    return switch (event) {
      case LogEvent.RunStarted(_, var command, _) -> command.endsWith(SUFFIX);
      case LogEvent.RunEnded(_, var command, _) -> command.endsWith(SUFFIX);
      case LogEvent.RunFailed(var command, _, _) -> command.endsWith(SUFFIX);
      default -> false;
    };
  }

  /// A service that no timer starts is not a job.
  static boolean daemon(LogEvent.RunStarted started) {
    return started.command().endsWith(SUFFIX) && !started.command().equals(LOGROTATE);
  }
}
