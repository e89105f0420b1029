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
  FAMILY;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
