// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.collector.database.Carried;
import io.stillwatch.core.evidence.LogFile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which files of a listing may still grow.
class LogFamiliesTest {
  private static final LogFamilies FAMILIES =
      new LogFamilies(
          List.of(
              file("error/postgresql.log.2026-11-20-01", 100),
              file("error/postgresql.log.2026-11-20-02", 200),
              file("slowquery/mysql-slowquery.log", 150),
              file("slowquery/mysql-slowquery.log.1", 140)));

  private static LogFile file(String name, long written) {
    return new LogFile(name, 10, Instant.ofEpochMilli(written));
  }

  @ParameterizedTest(name = "{0} seen at {1}: {2}")
  @CsvSource({
    "error/postgresql.log.2026-11-20-02, 200, true", // the latest of its log
    "error/postgresql.log.2026-11-20-01, 100, false",
    "error/postgresql.log.2026-11-20-02, 190, false", // it has grown since it was read
    "slowquery/mysql-slowquery.log, 150, true", // the fixed name, whatever the time
    "slowquery/mysql-slowquery.log, 1, true",
    "slowquery/mysql-slowquery.log.1, 140, false",
    "error/oracle_trace.log.2026-11-20-01, 100, true", // no file of its log is listed
  })
  void the_latest_file_of_a_log_may_still_grow(String name, long written, boolean grows) {
    var reading =
        new Reading(
            name,
            RdsName.of(name).family(),
            "generation",
            Reading.Head.NONE,
            new Reading.Place("0", 0, ""),
            new Reading.Seen(10, written, 0),
            Carried.NOTHING,
            Reconciliation.NOTHING);
    assertThat(FAMILIES.isWritten(reading)).isEqualTo(grows);
  }
}
