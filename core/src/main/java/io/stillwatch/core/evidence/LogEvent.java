// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Shortened;

/// What one log line says about jobs; the kinds are those of cron, anacron, run-parts and
/// logrotate. No event holds a secret, or more of a text than [#LONGEST], at whose end it then says
/// how much is missing: jobs are named after commands, and messages quote them.
public sealed interface LogEvent {
  /// No command of a table is longer: Debian's cron refuses more than 998 characters, and a syslog
  /// line has 8 KiB.
  int LONGEST = 16_384;

  private static String shown(String text) {
    int looked = Math.min(text.length(), LONGEST);
    var redacted = Secrets.redacted(text.substring(0, looked));
    return Shortened.text(redacted, looked, text.length(), LONGEST);
  }

  /// cron started a command: it says nothing about success.
  record RunStarted(String user, String command, long pid) implements LogEvent {
    public RunStarted {
      command = shown(command);
    }
  }

  /// cronie logged the end of a command (without its exit status), or Debian cron with `-L 2`.
  record RunEnded(String user, String command, long pid) implements LogEvent {
    public RunEnded {
      command = shown(command);
    }
  }

  /// The daemon or a wrapper reported that a run failed, for instance `exit status 127`; `command`
  /// is the unit, script or key that failed, empty where only the process is known.
  record RunFailed(String command, String detail, long pid) implements LogEvent {
    public RunFailed {
      command = shown(command);
      detail = shown(detail);
    }

    public RunFailed(String detail, long pid) {
      this("", detail, pid);
    }
  }

  /// A line that the command itself wrote (cronie's CMDOUT), or the hint that output was discarded.
  record RunOutput(String user, String text, long pid) implements LogEvent {
    public RunOutput {
      text = shown(text);
    }
  }

  /// The daemon refused a whole table; `path` is as the daemon named it.
  record ConfigRejected(String path, String reason) implements LogEvent {
    public ConfigRejected {
      reason = shown(reason);
    }
  }

  /// The daemon named a fault in a table (`bad minute`).
  record ConfigError(String path, String reason) implements LogEvent {
    public ConfigError {
      reason = shown(reason);
    }
  }

  /// The daemon read a changed table again.
  record ConfigReloaded(String path) implements LogEvent {}

  /// Somebody used crontab(1): `action` is BEGIN EDIT, REPLACE, END EDIT, LIST or DELETE.
  record ConfigEdited(String user, String action) implements LogEvent {}

  record DaemonStarted(String daemon) implements LogEvent {}

  /// The host was started: the first line of its kernel, or cron at a system startup.
  record HostBooted(String how) implements LogEvent {}

  record DaemonStopped(String daemon) implements LogEvent {}

  /// Evidence that some log was rotated: `rsyslogd was HUPed`, `FLUSH SLOW LOGS`.
  record Rotated(String what) implements LogEvent {
    public Rotated {
      what = shown(what);
    }
  }

  /// The envelope was understood; the message is about something else.
  record Other(String program) implements LogEvent {}

  /// Not even the envelope was understood; the line is kept and counted.
  record Unparsed(String why) implements LogEvent {
    public Unparsed {
      why = shown(why);
    }
  }

  /// The word that documents carry as `event.action`.
  default String kind() {
    return switch (this) {
      case RunStarted _ -> "run-start";
      case RunEnded _ -> "run-end";
      case RunFailed _ -> "run-failed";
      case RunOutput _ -> "run-output";
      case ConfigRejected _ -> "config-rejected";
      case ConfigError _ -> "config-error";
      case ConfigReloaded _ -> "config-reload";
      case ConfigEdited _ -> "config-edit";
      case DaemonStarted _ -> "daemon-start";
      case HostBooted _ -> "host-boot";
      case DaemonStopped _ -> "daemon-stop";
      case Rotated _ -> "rotation-evidence";
      case Other _ -> "other";
      case Unparsed _ -> "unparsed";
    };
  }

  /// Whether part of the text of the line is missing.
  default boolean shortened() {
    return switch (this) {
      case RunStarted(_, var command, _) -> Shortened.is(command);
      case RunEnded(_, var command, _) -> Shortened.is(command);
      case RunFailed(var command, var detail, _) -> Shortened.is(command) || Shortened.is(detail);
      case RunOutput(_, var text, _) -> Shortened.is(text);
      case ConfigRejected(_, var reason) -> Shortened.is(reason);
      case ConfigError(_, var reason) -> Shortened.is(reason);
      case Rotated(var what) -> Shortened.is(what);
      case Unparsed(var why) -> Shortened.is(why);
      case ConfigReloaded _,
          ConfigEdited _,
          DaemonStarted _,
          HostBooted _,
          DaemonStopped _,
          Other _ ->
          false;
    };
  }

  /// Whether detection or audit has a use for it; the rest is only searched by people.
  default boolean concernsJobs() {
    return !(this instanceof Other || this instanceof Unparsed);
  }
}
