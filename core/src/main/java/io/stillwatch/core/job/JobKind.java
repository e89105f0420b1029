// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

/// What recurs.
public enum JobKind {
  /// A line of a crontab or an anacrontab, a timer, or a command that cron was seen to start.
  CRON,
  /// The rotation of one log by a logrotate stanza, or by the habit seen in listings.
  LOG_ROTATION,
  /// The rotation of one family of RDS log files.
  RDS_LOG
}
