// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogEvent.ConfigEdited;
import io.stillwatch.core.evidence.LogEvent.ConfigError;
import io.stillwatch.core.evidence.LogEvent.ConfigRejected;
import io.stillwatch.core.evidence.LogEvent.ConfigReloaded;
import io.stillwatch.core.evidence.LogEvent.DaemonStarted;
import io.stillwatch.core.evidence.LogEvent.DaemonStopped;
import io.stillwatch.core.evidence.LogEvent.HostBooted;
import io.stillwatch.core.evidence.LogEvent.Other;
import io.stillwatch.core.evidence.LogEvent.Rotated;
import io.stillwatch.core.evidence.LogEvent.RunEnded;
import io.stillwatch.core.evidence.LogEvent.RunFailed;
import io.stillwatch.core.evidence.LogEvent.RunOutput;
import io.stillwatch.core.evidence.LogEvent.RunStarted;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class CronMessagesTest {
  private static Arguments row(String program, String message, LogEvent event) {
    return Arguments.of(program, message, event);
  }

  static Stream<Arguments> debian() {
    return Stream.of(
        row("CRON", "(root) CMD (/opt/x.sh)", new RunStarted("root", "/opt/x.sh", 7)),
        row("/USR/SBIN/CRON", "(root) CMD (a)", new RunStarted("root", "a", 7)),
        row(
            "CRON",
            "(root) CMD (  cd / && (x; y) 2>&1)",
            new RunStarted("root", "  cd / && (x; y) 2>&1", 7)),
        row(
            "CRON",
            "(root) CMD (tar /tmp/a-$(date +)",
            new RunStarted("root", "tar /tmp/a-$(date +", 7)),
        row("CRON", "(root) CMD ([13] /bin/false)", new RunStarted("root", "/bin/false", 13)),
        row("CRON", "(root) END ([13] /bin/false)", new RunEnded("root", "/bin/false", 13)),
        row("CRON", "(root) CMD ([ -x /a ] && /a)", new RunStarted("root", "[ -x /a ] && /a", 7)),
        row(
            "CRON",
            "(CRON) error (grandchild #13 failed with exit status 127)",
            new RunFailed("exit status 127", 13)),
        row(
            "CRON",
            "(CRON) error (grandchild #15 terminated by signal 9, dumped core)",
            new RunFailed("terminated by signal 9, dumped core", 15)),
        row(
            "CRON",
            "(CRON) info (No MTA installed, discarding output)",
            new RunOutput("", "No MTA installed, discarding output", 7)),
        row(
            "CRON",
            "(root) MAIL (mailed 34 bytes of output but got status 0x0001 from MTA\n)",
            new RunOutput("root", "mailed 34 bytes of output but got status 0x0001 from MTA\n", 7)),
        row("CRON", "Permission denied", new RunFailed("Permission denied", 7)),
        row("CRON", "pam_unix(cron:session): session opened for user root", new Other("CRON")),
        row("cron", "(CRON) INFO (pidfile fd = 3)", new DaemonStarted("cron")),
        row("cron", "(CRON) STARTUP (fork ok)", new DaemonStarted("cron")),
        row("cron", "(CRON) INFO (Running @reboot jobs)", new HostBooted("Running @reboot jobs")),
        row("cron", "(CRON) INFO (Skipping @reboot jobs -- not system startup)", new Other("cron")),
        row(
            "cron",
            "(CRON) DEATH (can't lock /var/run/crond.pid, otherpid may be 5)",
            new Other("cron")));
  }

  static Stream<Arguments> tablesOfDebian() {
    return Stream.of(
        row(
            "cron",
            "Error: bad minute; while reading /etc/cron.d/x",
            new ConfigError("/etc/cron.d/x", "bad minute")),
        row(
            "cron",
            "Error: bad day-of-week; while reading crontab for user bob",
            new ConfigError("/var/spool/cron/crontabs/bob", "bad day-of-week")),
        row(
            "cron",
            "(*system*x) ERROR (Syntax error, this crontab file will be ignored)",
            new ConfigRejected("/etc/cron.d/x", "Syntax error, this crontab file will be ignored")),
        row(
            "cron",
            "(*system*) ERROR (Missing newline before EOF, this crontab file will be ignored)",
            new ConfigRejected(
                "/etc/crontab", "Missing newline before EOF, this crontab file will be ignored")),
        row(
            "cron",
            "(bob) ERROR (Syntax error, this crontab file will be ignored)",
            new ConfigRejected(
                "/var/spool/cron/crontabs/bob", "Syntax error, this crontab file will be ignored")),
        row(
            "cron",
            "(*system*x) INSECURE MODE (group/other writable) (/etc/cron.d/x)",
            new ConfigRejected("/etc/cron.d/x", "INSECURE MODE (group/other writable)")),
        row(
            "cron",
            "(alice) INSECURE MODE (mode 0600 expected) (crontabs/alice)",
            new ConfigRejected(
                "/var/spool/cron/crontabs/alice", "INSECURE MODE (mode 0600 expected)")),
        row(
            "cron",
            "(*system*y) NUMBER OF HARD LINKS > 1 (/etc/cron.d/y)",
            new ConfigRejected("/etc/cron.d/y", "NUMBER OF HARD LINKS > 1")),
        row(
            "cron",
            "(*system*z) CAN'T OPEN SYMLINK (/etc/cron.d/z)",
            new ConfigRejected("/etc/cron.d/z", "CAN'T OPEN SYMLINK")),
        row(
            "cron",
            "(*system*w) WRONG FILE OWNER (/etc/cron.d/w)",
            new ConfigRejected("/etc/cron.d/w", "WRONG FILE OWNER")),
        row(
            "cron",
            "(ghost) ORPHAN (no passwd entry)",
            new ConfigRejected("/var/spool/cron/crontabs/ghost", "ORPHAN (no passwd entry)")),
        row("cron", "(*system*ok) RELOAD (/etc/cron.d/ok)", new ConfigReloaded("/etc/cron.d/ok")),
        row(
            "cron",
            "(bob) RELOAD (crontabs/bob)",
            new ConfigReloaded("/var/spool/cron/crontabs/bob")),
        row("crontab", "(root) BEGIN EDIT (alice)", new ConfigEdited("alice", "BEGIN EDIT")),
        row("crontab", "(root) REPLACE (alice)", new ConfigEdited("alice", "REPLACE")),
        row("crontab", "(bob) LIST (bob)", new ConfigEdited("bob", "LIST")),
        row("crontab", "(bob) AUTH (crontab command not allowed)", new Other("crontab")));
  }

  static Stream<Arguments> cronie() {
    return Stream.of(
        row("CROND", "(root) CMD (a)", new RunStarted("root", "a", 7)),
        row("CROND", "(root) CMDEND (a)", new RunEnded("root", "a", 7)),
        row(
            "CROND",
            "(root) CMDOUT (/bin/sh: 1: /opt/x: not found)",
            new RunOutput("root", "/bin/sh: 1: /opt/x: not found", 7)),
        row("crond", "(CRON) STARTUP (1.7.2)", new DaemonStarted("crond")),
        row("crond", "(CRON) INFO (Shutting down)", new DaemonStopped("crond")),
        row("crond", "(CRON) INFO (running with inotify support)", new Other("crond")),
        row(
            "crond",
            "(CRON) INFO (@reboot jobs will be run at computer's startup.)",
            new Other("crond")),
        row(
            "crond",
            "(CRON) bad minute (/etc/cron.d/x)",
            new ConfigError("/etc/cron.d/x", "bad minute")),
        row(
            "crond",
            "(CRON) missing newline before EOF (/etc/cron.d/x)",
            new ConfigError("/etc/cron.d/x", "missing newline before EOF")),
        row(
            "crond",
            "(root) BAD FILE MODE (/etc/cron.d/x)",
            new ConfigRejected("/etc/cron.d/x", "BAD FILE MODE")),
        row(
            "crond",
            "(root) CAN'T OPEN (/etc/cron.d/x): No such file or directory",
            new ConfigRejected("/etc/cron.d/x", "CAN'T OPEN: No such file or directory")),
        row(
            "crond",
            "(ghost) ORPHAN (no passwd entry)",
            new ConfigRejected("/var/spool/cron/ghost", "ORPHAN (no passwd entry)")),
        row(
            "crond",
            "(nosuch) ERROR (getpwnam() failed - user unknown)",
            new RunFailed("nosuch: ERROR (getpwnam() failed - user unknown)", 7)),
        row(
            "CROND",
            "(CRON) ERROR chdir failed (/nonexistent): No such file or directory",
            new RunFailed("CRON: ERROR chdir failed (/nonexistent): No such file or directory", 7)),
        row(
            "crond(pam_unix)",
            "session opened for user root by (uid=0)",
            new Other("crond(pam_unix)")));
  }

  static Stream<Arguments> kernel() {
    var version = "Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) (gcc-12 12.2.0)";
    return Stream.of(
        row("kernel", version, new HostBooted("Linux version 6.1.0-18-amd64")),
        row("kernel", "[    0.000000] " + version, new HostBooted("Linux version 6.1.0-18-amd64")),
        row("kernel", "[   12.345678] nfs: needs Linux version 2.6", new Other("kernel")),
        row("kernel", "Command line: BOOT_IMAGE=/vmlinuz", new Other("kernel")),
        row("app", version, new Other("app")));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        row("anacron", "Job `cron.daily' started", new RunStarted("root", "cron.daily", 7)),
        row("anacron", "Job `cron.daily' terminated", new RunEnded("root", "cron.daily", 7)),
        row(
            "anacron",
            "Job `cron.daily' terminated (produced output)",
            new RunEnded("root", "cron.daily", 7)),
        row(
            "anacron",
            "Job `cron.weekly' terminated (exit status: 127) (mailing output)",
            new RunFailed("cron.weekly", "exit status 127", 7)),
        row(
            "anacron",
            "Job `cron.daily' terminated due to signal 9",
            new RunFailed("cron.daily", "terminated by signal 9", 7)),
        row("anacron", "Will run job `cron.daily' in 5 min.", new Other("anacron")),
        row(
            "anacron",
            "Invalid syntax in /etc/anacrontab on line 5 - skipping this line",
            new ConfigError("/etc/anacrontab", "Invalid syntax on line 5 - skipping this line")),
        row(
            "run-parts(/etc/cron.daily)",
            "starting logrotate",
            new RunStarted("root", "/etc/cron.daily/logrotate", 7)),
        row(
            "run-parts",
            "(/etc/cron.hourly) finished 0anacron",
            new RunEnded("root", "/etc/cron.hourly/0anacron", 7)),
        row(
            "logrotate",
            "ALERT exited abnormally with [1]",
            new RunFailed("logrotate.service", "exit status 1", 7)),
        row(
            "logrotate",
            "error: /etc/logrotate.d/app:3 unknown option 'x' -- ignoring line",
            new ConfigError("/etc/logrotate.d/app", "line 3: unknown option 'x' -- ignoring line")),
        row(
            "logrotate",
            "error: found error in file app, skipping",
            new ConfigRejected("app", "found error, skipping")),
        row(
            "logrotate",
            "error: failed to rename /var/log/a to /var/log/a.1: Permission denied",
            new RunFailed(
                "logrotate.service",
                "failed to rename /var/log/a to /var/log/a.1: Permission denied",
                7)),
        row(
            "run-parts",
            "run-parts: /etc/cron.daily/backup exited with return code 2",
            new RunFailed("/etc/cron.daily/backup", "exit status 2", 7)),
        row(
            "systemd",
            "Failed to start backup.service - Nightly backup.",
            new RunFailed("backup.service", "failed to start", 0)),
        row(
            "systemd",
            "Starting Rotate log files...",
            new RunStarted("root", "logrotate.service", 0)),
        row(
            "systemd",
            "Finished logrotate.service - Rotate log files.",
            new RunEnded("root", "logrotate.service", 0)),
        row(
            "systemd",
            "Failed to start logrotate.service - Rotate log files.",
            new RunFailed("logrotate.service", "failed to start", 0)),
        row(
            "systemd",
            "logrotate.service: Main process exited, code=exited, status=1/FAILURE",
            new RunFailed(
                "logrotate.service", "Main process exited, code=exited, status=1/FAILURE", 0)),
        row(
            "systemd",
            "logrotate.service: Main process exited, " + "status=1/".repeat(50_000) + "\r end",
            new RunFailed(
                "logrotate.service",
                "Main process exited, " + "status=1/".repeat(50_000) + "\r end",
                0)),
        row(
            "systemd",
            "Stopped Regular background program processing daemon.",
            new DaemonStopped("cron")),
        row(
            "systemd",
            "Stopped Daily rotation of log files.",
            new DaemonStopped("logrotate.timer")),
        row("systemd", "Started Session 7 of User root.", new Other("systemd")),
        row(
            "rsyslogd",
            "[origin software=\"rsyslogd\" x-pid=\"83\"] rsyslogd was HUPed",
            new Rotated("rsyslogd was HUPed")),
        row("sshd", "(root) CMD (not cron)", new Other("sshd")));
  }

  @ParameterizedTest
  @MethodSource({"debian", "tablesOfDebian", "cronie", "kernel", "others"})
  void a_message_says_what_happened(String program, String message, LogEvent event) {
    assertThat(CronMessages.read(program, 7, message)).isEqualTo(event);
  }

  static final java.util.List<String> BROKEN =
      java.util.List.of(
          "",
          "(",
          "()",
          "(a",
          "(root) CMD",
          "(root) CMD (",
          "(root) CMD ()",
          "(CRON) error (",
          ")(");

  @ParameterizedTest
  @FieldSource("BROKEN")
  void a_broken_message_is_still_an_event(String message) {
    assertThat(CronMessages.read("CRON", 7, message)).isNotNull();
  }
}
