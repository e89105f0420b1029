// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import io.stillwatch.core.evidence.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What the lines of a log hand on to the next one, between two polls too.
///
/// `form` is the [DatabaseLog] by name once it is known; `state` is a word of that parser's own;
/// `micros` is the time of the record since 1970, [#NO_TIME] before the first one.
public record Carried(String form, String state, long micros, Fields fields) {
  public static final long NO_TIME = Long.MIN_VALUE;

  public static final Carried NOTHING = new Carried("", "", NO_TIME, Fields.NONE);

  /// The beginning of a PostgreSQL log whose `log_line_prefix` is known.
  public static Carried ofPrefix(String logLinePrefix) {
    return new Carried(DatabaseLog.POSTGRES_TEXT.name(), logLinePrefix, NO_TIME, Fields.NONE);
  }

  /// When the last line was written.
  public Optional<Instant> time() {
    return micros == NO_TIME ? Optional.empty() : Optional.of(instant(micros));
  }

  boolean inRecord() {
    return fields.hasRecord();
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
