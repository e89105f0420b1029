// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.database.DatabaseLog;
import io.stillwatch.collector.database.DatabaseRecords;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.core.evidence.Evidence;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines of one database log, each read against what the ones before it left.
final class DatabaseReader implements Follower.Reader {
  private static final Logger log = LoggerFactory.getLogger(DatabaseReader.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DatabaseRecords records;
  private final Instant now;
  private Carried carried;

  /// `memory` is what [#lastLine] returned after the poll before.
  DatabaseReader(FileSettings settings, DatabaseLog database, String memory, Instant now) {
    var origin =
        new DatabaseRecords.Origin(
            settings.id(), settings.host(), DatabaseRecords.DATASET, database.program());
    this.records = new DatabaseRecords(origin, database, settings.zone(), now);
    this.now = now;
    this.carried = remembered(memory);
  }

  private static Carried remembered(String memory) {
    var blank = memory.indexOf(' ');
    if (blank < 0) return Carried.NOTHING;
    try {
      return JSON.readValue(memory.substring(blank + 1), Carried.class);
    } catch (JsonProcessingException e) {
      log.atWarn()
          .addKeyValue("why", e.getOriginalMessage())
          .log("What an earlier line left is not readable; the next record begins anew.");
      return Carried.NOTHING;
    }
  }

  @Override
  public Optional<Evidence> read(RawLine line) {
    var read = records.read(line, carried, now);
    carried = read.after();
    return Optional.of(read.record());
  }

  @Override
  public String lastLine() {
    try {
      var time = carried.time().map(Instant::toString).orElse("");
      return time + " " + JSON.writeValueAsString(carried);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records of text and numbers are always JSON.", e);
    }
  }
}
