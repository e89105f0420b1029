// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import io.stillwatch.collector.syslog.LineCutter;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Text of a log as the records that are made of it.
final class Lines {
  static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  static final Instant FALLBACK = Instant.parse("2026-11-20T00:00:00Z");

  private Lines() {}

  static List<LogRecord> of(DatabaseLog log, String text) {
    return of(log, text, Carried.NOTHING);
  }

  static List<LogRecord> of(DatabaseLog log, String text, Carried before) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var cut =
        new LineCutter("db.log", "g1", Integer.MAX_VALUE, RawLine.MAX_BYTES).cut(bytes, 0, true);
    var origin =
        new DatabaseRecords.Origin(
            new SourceId("file:db"), Host.server("db-1"), DatabaseRecords.DATASET, "");
    var records = new DatabaseRecords(origin, log, ZoneOffset.UTC, NOW);
    var read = new ArrayList<LogRecord>();
    var carried = before;
    for (var line : cut.lines()) {
      var one = records.read(line, carried, FALLBACK);
      carried = one.after();
      read.add(one.record());
    }
    return read;
  }
}
