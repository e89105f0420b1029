// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogNameTest {
  @ParameterizedTest
  @CsvSource({
    "cron.log, cron.log, false",
    "cron.log.1, cron.log, true",
    "cron.log.12.gz, cron.log, true",
    "cron.log-20260101, cron.log, true",
    "cron.log-20260101.gz, cron.log, true",
    "cron.log-20260101-1767225600, cron.log, true",
    "app.log.2026-01-01, app.log, true",
    "syslog, syslog, false",
    "syslog.1, syslog, true",
    "app-1.log, app-1.log, false",
    "ops-1.ndjson, ops-1.ndjson, false",
    "ops-1.ndjson.gz, ops-1.ndjson, true",
  })
  void a_name_tells_its_log(String name, String family, boolean rotated) {
    assertThat(LogName.of(name).family()).isEqualTo(family);
    assertThat(LogName.of(name).rotated()).isEqualTo(rotated);
  }

  @Test
  void files_of_one_log_come_oldest_first() {
    var names =
        List.of("a.log", "a.log.1", "a.log.10.gz", "a.log.2", "a.log-20260102", "a.log-20260101");
    assertThat(names.stream().map(LogName::of).sorted(LogName.OLDEST_FIRST).map(LogName::age))
        .isSorted();
    assertThat(LogName.of("a.log.10.gz").age()).isLessThan(LogName.of("a.log.2").age());
    assertThat(LogName.of("a.log-20260101").age()).isLessThan(LogName.of("a.log-20260102").age());
    assertThat(LogName.of("a.log").age()).isEqualTo(LogName.ACTIVE);
  }

  @Test
  void what_cannot_be_unpacked_is_not_read() {
    assertThat(LogName.of("a.log.2.xz").readable()).isFalse();
    assertThat(LogName.of("a.log.2.gz").readable()).isTrue();
  }
}
