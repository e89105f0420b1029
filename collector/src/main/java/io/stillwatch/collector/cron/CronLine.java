// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.cron;

import io.stillwatch.core.evidence.LogEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A message of Debian's cron, of cronie, or of crontab(1): `(user) EVENT (detail)`.
///
/// The form is ambiguous (`INSECURE MODE (group/other writable) (/etc/cron.d/x)`), so known events
/// come first, the longest first, and the detail reaches to the last `)`, because commands contain
/// parentheses. Texts are those of Debian cron 3.0pl1 and cronie 1.7.
final class CronLine {
  /// Debian: `Error: bad minute; while reading /etc/cron.d/x`.
  private static final Pattern READING =
      Pattern.compile("^Error: ([^;]+); while reading (?:crontab for user )?(.+)$");

  /// With `-L 8` cron puts the process of the job in front of the command.
  private static final Pattern NUMBERED = Pattern.compile("^\\[(\\d{1,18})] (.*)$", Pattern.DOTALL);

  private static final Pattern GRANDCHILD =
      Pattern.compile("^\\(grandchild #(\\d{1,18}) (?:failed with )?(.*)\\)$", Pattern.DOTALL);

  private static final Pattern BUSYBOX =
      Pattern.compile("^USER (\\S+) pid\\s+(\\d{1,18}) cmd (.*)$");

  /// A table with this fault is not loaded at all.
  private static final List<String> REFUSALS =
      List.of(
          "NUMBER OF HARD LINKS > 1",
          "WRONG SYMLINK OWNER",
          "CAN'T OPEN SYMLINK",
          "NOT A REGULAR FILE",
          "WRONG FILE OWNER",
          "BAD LINK COUNT",
          "BAD FILE MODE",
          "INSECURE MODE",
          "NOT REGULAR",
          "STAT FAILED",
          "CAN'T OPEN",
          "ORPHAN");

  private static final List<String> EDITS =
      List.of("BEGIN EDIT", "END EDIT", "REPLACE", "DELETE", "LIST");

  /// The job was due and did not run although cron is well.
  private static final List<String> PREVENTED =
      List.of(
          "FAILED to open PAM security session",
          "FAILED to authorize user with PAM",
          "Unauthorized SELinux context",
          "ERROR chdir failed",
          "CAN'T FORK",
          "ERROR (getpwnam() failed",
          "ERROR (failed to change user",
          "ERROR (setgid failed",
          "ERROR (setuid failed",
          "ERROR (chdir failed",
          "ERROR (exec failed",
          "ERROR (fork failed");

  /// pam_strerror(3) texts that Debian's cron writes instead of running the job.
  private static final Set<String> PAM_REFUSALS =
      Set.of(
          "Permission denied",
          "Authentication failure",
          "User account has expired",
          "Authentication token is no longer valid; new password required",
          "Authentication service cannot retrieve authentication info");

  private CronLine() {}

  static Optional<LogEvent> read(String daemon, long pid, String message) {
    if (PAM_REFUSALS.contains(message)) return Optional.of(new LogEvent.RunFailed(message, pid));
    if (message.startsWith("Error: ")) return reading(daemon, message);
    if (message.startsWith("USER ")) return busybox(message);
    int close = message.indexOf(')');
    if (!message.startsWith("(") || !message.startsWith(") ", close)) return Optional.empty();
    var rest = message.substring(close + 2).stripTrailing();
    return known(new Said(daemon, message.substring(1, close), rest, pid));
  }

  private static Optional<LogEvent> reading(String daemon, String message) {
    var reading = READING.matcher(message);
    if (!reading.matches()) return Optional.empty();
    return Optional.of(
        new LogEvent.ConfigError(Tables.named(daemon, reading.group(2)), reading.group(1)));
  }

  private static Optional<LogEvent> busybox(String message) {
    var busybox = BUSYBOX.matcher(message);
    if (!busybox.matches()) return Optional.empty();
    return Optional.of(
        new LogEvent.RunStarted(
            busybox.group(1), busybox.group(3), Long.parseLong(busybox.group(2))));
  }

  /// One message taken apart: who is in the first brackets, and everything after them.
  private record Said(String daemon, String user, String rest, long pid) {
    boolean is(String event) {
      return rest.startsWith(event) && rest.startsWith(" (", event.length());
    }

    /// From the first bracket after the event to the last one of the line.
    String detail(String event) {
      var from = event.length() + 2;
      var to = rest.lastIndexOf(')');
      return to >= from ? rest.substring(from, to) : rest.substring(Math.min(from, rest.length()));
    }

    /// What stands in the last pair of brackets: the file, where an event names one.
    String file() {
      var to = rest.lastIndexOf(')');
      var from = rest.lastIndexOf('(', to);
      return from >= 0 && to > from ? rest.substring(from + 1, to) : "";
    }
  }

  private static Optional<LogEvent> known(Said said) {
    if (said.is("CMDEND")) return Optional.of(ended(said, "CMDEND"));
    if (said.is("CMDOUT"))
      return Optional.of(new LogEvent.RunOutput(said.user, said.detail("CMDOUT"), said.pid));
    if (said.is("CMD")) return Optional.of(started(said));
    if (said.is("END")) return Optional.of(ended(said, "END"));
    if (said.is("MAIL"))
      return Optional.of(new LogEvent.RunOutput(said.user, said.detail("MAIL"), said.pid));
    if (said.is("RELOAD"))
      return Optional.of(
          new LogEvent.ConfigReloaded(Tables.of(said.daemon, said.user, said.detail("RELOAD"))));
    return edit(said)
        .or(() -> prevented(said))
        .or(() -> refusal(said))
        .or(() -> ofDaemon(said))
        .or(() -> ofTable(said));
  }

  private static LogEvent started(Said said) {
    var command = said.detail("CMD");
    if (!command.startsWith("[")) return new LogEvent.RunStarted(said.user, command, said.pid);
    var numbered = NUMBERED.matcher(command);
    return numbered.matches()
        ? new LogEvent.RunStarted(said.user, numbered.group(2), Long.parseLong(numbered.group(1)))
        : new LogEvent.RunStarted(said.user, command, said.pid);
  }

  private static LogEvent ended(Said said, String event) {
    var command = said.detail(event);
    if (!command.startsWith("[")) return new LogEvent.RunEnded(said.user, command, said.pid);
    var numbered = NUMBERED.matcher(command);
    return numbered.matches()
        ? new LogEvent.RunEnded(said.user, numbered.group(2), Long.parseLong(numbered.group(1)))
        : new LogEvent.RunEnded(said.user, command, said.pid);
  }

  /// The second brackets name whose table it is, the first who did it.
  private static Optional<LogEvent> edit(Said said) {
    return EDITS.stream()
        .filter(said::is)
        .findFirst()
        .map(action -> new LogEvent.ConfigEdited(said.detail(action), action));
  }

  private static Optional<LogEvent> prevented(Said said) {
    return PREVENTED.stream()
        .filter(said.rest::startsWith)
        .findFirst()
        .map(_ -> new LogEvent.RunFailed(said.user + ": " + said.rest, said.pid));
  }

  private static Optional<LogEvent> refusal(Said said) {
    return REFUSALS.stream()
        .filter(event -> said.rest.startsWith(event))
        .findFirst()
        .map(event -> rejected(said, event));
  }

  private static LogEvent rejected(Said said, String event) {
    // cronie names the file before the cause: CAN'T OPEN (/etc/cron.d/x): No such file or directory
    var orphan = event.equals("ORPHAN");
    var path = Tables.of(said.daemon, said.user, orphan ? "" : said.file());
    return new LogEvent.ConfigRejected(path, orphan ? said.rest : reason(said, event));
  }

  private static String reason(Said said, String event) {
    var file = "(" + said.file() + ")";
    var rest = said.rest.replace(file, "").replace(" : ", ": ").strip();
    return rest.isEmpty() ? event : rest;
  }

  /// What the daemon says of itself, or of a file, under the name of `CRON`.
  private static Optional<LogEvent> ofDaemon(Said said) {
    if (!said.user.equals("CRON")) return Optional.empty();
    var rest = said.rest;
    if (rest.startsWith("error ")) return grandchild(rest.substring("error ".length()));
    if (rest.startsWith("info (No MTA installed"))
      return Optional.of(new LogEvent.RunOutput("", said.detail("info"), said.pid));
    // cronie's "@reboot jobs will be run at computer's startup" tells of a restart of cronie, not
    // of the host
    if (rest.startsWith("INFO (Running @reboot jobs"))
      return Optional.of(new LogEvent.HostBooted(said.detail("INFO")));
    if (rest.startsWith("STARTUP") || rest.startsWith("INFO (pidfile fd"))
      return Optional.of(new LogEvent.DaemonStarted(said.daemon));
    // "can't lock": a second daemon gave up, the first one goes on
    if (rest.startsWith("INFO (Shutting down")
        || (said.is("DEATH") && !rest.contains("can't lock")))
      return Optional.of(new LogEvent.DaemonStopped(said.daemon));
    if (rest.startsWith("INFO (Job execution of per-minute job"))
      return Optional.of(new LogEvent.RunFailed(said.detail("INFO"), said.pid));
    if (rest.startsWith("bad ") || rest.startsWith("missing newline"))
      return Optional.of(
          new LogEvent.ConfigError(
              Tables.named(said.daemon, said.file()),
              rest.substring(0, Math.max(0, rest.lastIndexOf(" (")))));
    return Optional.empty();
  }

  private static Optional<LogEvent> grandchild(String rest) {
    var matcher = GRANDCHILD.matcher(rest);
    if (!matcher.matches()) return Optional.empty();
    return Optional.of(new LogEvent.RunFailed(matcher.group(2), Long.parseLong(matcher.group(1))));
  }

  /// Debian: `ERROR (Syntax error, this crontab file will be ignored)`.
  private static Optional<LogEvent> ofTable(Said said) {
    if (!said.is("ERROR")) return Optional.empty();
    var why = said.detail("ERROR");
    return why.contains("crontab") || said.user.startsWith(Tables.SYSTEM)
        ? Optional.of(new LogEvent.ConfigRejected(Tables.of(said.daemon, said.user, ""), why))
        : Optional.of(new LogEvent.RunFailed(said.user + ": " + why, said.pid));
  }
}
