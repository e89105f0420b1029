// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

/// The word with which every message of PostgreSQL begins.
enum Severity {
  /// No such word.
  NONE,
  LOG,
  ERROR,
  FATAL,
  PANIC,
  WARNING,
  NOTICE,
  INFO,
  DEBUG,
  DEBUG1,
  DEBUG2,
  DEBUG3,
  DEBUG4,
  DEBUG5,
  DETAIL,
  HINT,
  QUERY,
  CONTEXT,
  LOCATION,
  STATEMENT,
  BACKTRACE;

  private static final Severity[] ALL = values();

  /// Adds to the message before it, with a prefix of its own.
  boolean explains() {
    return compareTo(DETAIL) >= 0;
  }

  /// The severity that is written there and followed by a colon.
  static Severity at(String line, int place) {
    if (place >= line.length()) return NONE;
    char first = line.charAt(place);
    if (first < 'B' || first > 'W') return NONE;
    for (int i = 1; i < ALL.length; i++) {
      var severity = ALL[i];
      var name = severity.name();
      int end = place + name.length();
      if (name.charAt(0) == first
          && end < line.length()
          && line.charAt(end) == ':'
          && line.startsWith(name, place)) return severity;
    }
    return NONE;
  }
}
