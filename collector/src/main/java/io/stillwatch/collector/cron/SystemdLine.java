// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.cron;

import io.stillwatch.core.evidence.LogEvent;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message of systemd about logrotate's unit or timer, or about the cron daemon itself.
///
/// Old releases name a unit by its description only, so the descriptions are known here. Systemd
/// says three times that a run failed; the reader of events counts a run once.
final class SystemdLine {
  private static final String LOGROTATE = "logrotate.service";
  private static final String RESULT = LOGROTATE + ": ";

  // Most messages are about other units: they are not tried against every pattern.
  private static final String ROTATION = "log files";
  private static final String BACKGROUND = "background program";
  private static final String SCHEDULER = "Command Scheduler";
  private static final String ANY_SERVICE = ".service";

  private static final Pattern LOGROTATE_JOB =
      Pattern.compile(
          "^(Starting|Started|Finished|Failed to start) "
              + "(?:logrotate\\.service - )?Rotate log files(?:\\.{1,3}|…)?\\s*$");
  private static final Pattern SERVICE =
      Pattern.compile(
          "^(Starting|Started|Failed to start) ([\\w.:\\\\-]+\\.service)(?: - .*|\\.{0,3}|…)$");
  private static final Pattern TIMER =
      Pattern.compile(
          "^(Started|Stopped) (?:logrotate\\.timer - )?Daily rotation of log files\\.?\\s*$");
  private static final Pattern CRON =
      Pattern.compile(
          "^(Started|Stopped) (?:(?:cron|crond|cronie)\\.service - )?"
              + "(Regular background program processing daemon|Command Scheduler"
              + "|Periodic Command Scheduler)\\.?\\s*$");

  private SystemdLine() {}

  static Optional<LogEvent> read(String message) {
    boolean verb =
        message.startsWith("St") || message.startsWith("Finished") || message.startsWith("Failed");
    if (!verb) return result(message);
    return message.contains(ROTATION) ? rotation(message) : daemonOrService(message);
  }

  private static Optional<LogEvent> rotation(String message) {
    var job = LOGROTATE_JOB.matcher(message);
    if (job.matches()) return Optional.of(run(job.group(1)));
    var timer = TIMER.matcher(message);
    return timer.matches()
        ? Optional.of(daemon(timer.group(1), "logrotate.timer"))
        : service(message);
  }

  private static Optional<LogEvent> daemonOrService(String message) {
    if (!message.contains(BACKGROUND) && !message.contains(SCHEDULER)) return service(message);
    var cron = CRON.matcher(message);
    if (!cron.matches()) return service(message);
    return Optional.of(
        daemon(cron.group(1), cron.group(2).startsWith("Regular") ? "cron" : "crond"));
  }

  /// Since systemd 250 the unit is named. A service of the kind `simple` is only ever started; who
  /// has no timer is left out by the reader.
  private static Optional<LogEvent> service(String message) {
    if (!message.contains(ANY_SERVICE)) return Optional.empty();
    var service = SERVICE.matcher(message);
    if (!service.matches()) return Optional.empty();
    var unit = service.group(2);
    return Optional.of(
        service.group(1).startsWith("Failed")
            ? new LogEvent.RunFailed(unit, "failed to start", 0)
            : new LogEvent.RunStarted("root", unit, 0));
  }

  private static Optional<LogEvent> result(String message) {
    if (!message.startsWith(RESULT)) return Optional.empty();
    var result = message.substring(RESULT.length());
    boolean failed =
        result.startsWith("Failed with result ")
            || (result.startsWith("Main process exited, ")
                && result.contains("status=")
                && !result.contains("status=0/"));
    return failed ? Optional.of(new LogEvent.RunFailed(LOGROTATE, result, 0)) : Optional.empty();
  }

  private static LogEvent run(String verb) {
    return switch (verb) {
      case "Starting" -> new LogEvent.RunStarted("root", LOGROTATE, 0);
      case "Failed to start" -> new LogEvent.RunFailed(LOGROTATE, "failed to start", 0);
      default ->
          new LogEvent.RunEnded("root", LOGROTATE, 0); // a oneshot unit is started when it ends
    };
  }

  private static LogEvent daemon(String verb, String name) {
    return verb.equals("Started")
        ? new LogEvent.DaemonStarted(name)
        : new LogEvent.DaemonStopped(name);
  }
}
