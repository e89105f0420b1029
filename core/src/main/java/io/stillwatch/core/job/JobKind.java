// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

/// What recurs.
public enum JobKind {
  /// A line of a crontab or an anacrontab, a timer, a ping, or a command that cron was seen to
  /// start.
  SCHEDULED_COMMAND,
  /// The rotation of one log by a logrotate stanza, or by the habit seen in listings.
  LOG_ROTATION,
  /// The rotation of one family of RDS log files.
  RDS_LOG,
  /// What starts the scheduled commands of a host: the cron daemon.
  SCHEDULER,
  /// A host as the sender of evidence.
  HOST,
  /// Where evidence is read from: a log, a listing, an account.
  SOURCE,
  /// A part of Stillwatch itself.
  SERVICE;

  /// Whether its runs are seen in listings of log files.
  public boolean rotates() {
    return this == LOG_ROTATION || this == RDS_LOG;
  }

  /// Whether it stands for what runs or reports jobs rather than for a job.
  public boolean standsForMany() {
    return this == SCHEDULER || this == HOST || isOurs();
  }

  /// Whether it stands for our own sight and work: alerting asks for it, the watch knows nothing of
  /// it.
  public boolean isOurs() {
    return this == SOURCE || this == SERVICE;
  }
}
