// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.host;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What people do to a host, how they undo it, and what they must be told.
@SuppressWarnings("ImmutableEnumChecker") // records of strings and unmodifiable sets
enum HostFault {
  TYPO(
      "a typo in a command",
      new Commands(
          "sed -i 's#/logrotate /#/logrotat /#' /etc/cron.d/rotate",
          "sed -i 's#/logrotat /#/logrotate /#' /etc/cron.d/rotate"),
      new Told("rotation-stopped", Set.of("CC01", "CC02"), "/etc/cron.d/rotate")),
  EXECUTE_BIT(
      "an execute bit lost",
      new Commands("chmod a-x /opt/jobs/backup.sh", "chmod a+x /opt/jobs/backup.sh"),
      new Told("job-failed", Set.of("CC03"), "/etc/cron.d/backup")),
  DOTTED_NAME(
      "a table renamed to a name with a dot",
      new Commands(
          "mv /etc/cron.d/report /etc/cron.d/report.cron",
          "mv /etc/cron.d/report.cron /etc/cron.d/report"),
      new Told("job-stopped", Set.of("CF04"), "/etc/cron.d/report.cron")),
  WRONG_OWNER(
      "a table that another owner wrote", // a new owner alone does not make cron read it again
      new Commands(
          "chown nobody /etc/cron.d/purge && touch /etc/cron.d/purge",
          "chown root /etc/cron.d/purge && touch /etc/cron.d/purge"),
      new Told("job-stopped", Set.of("CF06"), "/etc/cron.d/purge")),
  BAD_LINE(
      "a line that cron refuses",
      new Commands(
          "echo '61 2 * * * root /opt/jobs/sync.sh x' >>/etc/cron.d/report",
          "sed -i '$d' /etc/cron.d/report"),
      new Told("job-stopped", Set.of("CL01", "CL02"), "/etc/cron.d/report")),
  KILLED_CRON(
      "cron killed",
      new Commands("kill -9 $(cat /run/crond.pid)", "rm -f /run/crond.pid; cron"),
      new Told("scheduler-stopped", Set.of("SL01", "SL06"), "")),
  STOPPED_RSYSLOG(
      "rsyslog stopped",
      new Commands("kill $(cat /run/rsyslogd.pid)", "rsyslogd"),
      new Told("host-silent", Set.of(), "")),
  REMOVED_JOB(
      "a table removed",
      new Commands(
          "mv /etc/cron.d/report /opt/jobs/report.kept",
          "mv /opt/jobs/report.kept /etc/cron.d/report"),
      Told.NOTHING);

  private final String words;
  private final Commands commands;
  private final Told told;

  HostFault(String words, Commands commands, Told told) {
    this.words = words;
    this.commands = commands;
    this.told = told;
  }

  /// What is typed on the host.
  record Commands(String breaks, String repairs) {}

  /// The reason of the one alert, one of whose rules is the cause, and the file that it names; no
  /// rule means that no cause can be known.
  record Told(String reason, Set<String> rules, String file) {
    /// A job that was removed is a finding: nothing is expected of it any more.
    static final Told NOTHING = new Told("", Set.of(), "");

    Told {
      rules = Set.copyOf(rules);
    }
  }

  String words() {
    return words;
  }

  Commands commands() {
    return commands;
  }

  Told told() {
    return told;
  }

  boolean alerts() {
    return !told.equals(Told.NOTHING);
  }

  /// Each is played on a host of its own.
  String host() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<HostFault> named(List<String> hosts) {
    return List.of(values()).stream()
        .filter(fault -> hosts.isEmpty() || hosts.contains(fault.host()))
        .toList();
  }
}
