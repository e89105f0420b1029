// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.util.Locale;

/// What the evidence of a series is about.
enum SeriesKind {
  /// A command that cron starts; its lines are in the system log.
  COMMAND,
  /// Three logs of a stanza that logrotate rotates, in listings; what starts it is in the log.
  ROTATION,
  /// Three families of log files of an RDS instance, in listings.
  FAMILY,
  /// A command that cronie starts; what it writes and when it ends are in the system log as well.
  REPORTED;

  /// Whether its lines in the system log are the evidence, and no listings.
  boolean isCommand() {
    return this == COMMAND || this == REPORTED;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
