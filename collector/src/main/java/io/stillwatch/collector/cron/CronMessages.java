// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.cron;

import io.stillwatch.core.evidence.LogEvent;
import java.util.Locale;
import java.util.Optional;

/// Understands the message of a log line by the program that wrote it.
public final class CronMessages {
  private CronMessages() {}

  /// `program` is the tag as it stood in the line (`/USR/SBIN/CRON`, `CROND`, `run-parts(/etc/x)`);
  /// empty where the line had none.
  public static LogEvent read(String program, long pid, String message) {
    return event(program, pid, message).orElseGet(() -> new LogEvent.Other(program));
  }

  private static Optional<LogEvent> event(String program, long pid, String message) {
    if (message.contains("rsyslogd was HUPed"))
      return Optional.of(new LogEvent.Rotated("rsyslogd was HUPed"));
    return switch (name(program)) {
      case "cron", "crond", "crontab" -> CronLine.read(daemon(program), pid, message);
      case "anacron" -> AnacronLine.read(pid, message);
      case "run-parts" -> RunPartsLine.read(program, pid, message);
      case "logrotate" -> LogrotateLine.read(pid, message);
      case "kernel" -> KernelLine.read(message);
      case "systemd" -> SystemdLine.read(message);
      case "" -> AnacronLine.read(pid, message.strip());
      default -> Optional.empty();
    };
  }

  /// `/USR/SBIN/CRON` is cron, `crond(pam_unix)` is crond, and `run-parts(/etc/cron.daily)` is
  /// run-parts.
  private static String name(String program) {
    var bracket = program.indexOf('(');
    var plain = bracket < 0 ? program : program.substring(0, bracket);
    return plain.substring(plain.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /// crontab(1) is part of both daemons; its messages do not tell which.
  private static String daemon(String program) {
    return name(program).equals("crond") ? "crond" : "cron";
  }
}
