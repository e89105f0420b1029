// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFamilyTest {
  @ParameterizedTest(name = "{0} belongs to {1}")
  @CsvSource({
    "/var/log/syslog, /var/log/syslog",
    "/var/log/syslog.1, /var/log/syslog",
    "/var/log/syslog.2.gz, /var/log/syslog",
    "/var/log/messages-20260105.xz, /var/log/messages",
    "/var/log/app/app-2026-01-05.log, /var/log/app/app.log",
    "error/postgresql.log.2026-01-05-13, error/postgresql.log",
    "error/mysql-error-running.log.2026-01-05.13, error/mysql-error-running.log",
    "audit/server_audit.log.3, audit/server_audit.log",
    "/var/log/build-99999999.log, /var/log/build-99999999.log"
  })
  void rotated_files_belong_to_the_log_they_came_from(String path, String family) {
    assertThat(LogFamily.of(path).family()).isEqualTo(family);
  }

  @Test
  void a_dated_name_contains_when_the_file_began() {
    assertThat(LogFamily.of("error/postgresql.log.2026-01-05-13").namedAt())
        .contains(Instant.parse("2026-01-05T13:00:00Z"));
    assertThat(LogFamily.of("slowquery/mysql-slowquery.log.2026-01-05").namedAt())
        .contains(Instant.parse("2026-01-05T00:00:00Z"));
  }

  @Test
  void a_name_without_a_number_or_date_is_the_active_file() {
    assertThat(LogFamily.of("/var/log/syslog").active()).isTrue();
    assertThat(LogFamily.of("/var/log/syslog.1").active()).isFalse();
  }
}
