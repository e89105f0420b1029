// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogFamilyTest {
  @Test
  void rotated_files_belong_to_the_log_they_came_from() {
    assertThat(family("/var/log/syslog")).isEqualTo("/var/log/syslog");
    assertThat(family("/var/log/syslog.1")).isEqualTo("/var/log/syslog");
    assertThat(family("/var/log/syslog.2.gz")).isEqualTo("/var/log/syslog");
    assertThat(family("/var/log/messages-20260105.xz")).isEqualTo("/var/log/messages");
    assertThat(family("/var/log/app/app-2026-01-05.log")).isEqualTo("/var/log/app/app.log");
    assertThat(family("error/postgresql.log.2026-01-05-13")).isEqualTo("error/postgresql.log");
    assertThat(family("error/mysql-error-running.log.2026-01-05.13"))
        .isEqualTo("error/mysql-error-running.log");
    assertThat(family("audit/server_audit.log.3")).isEqualTo("audit/server_audit.log");
  }

  @Test
  void a_dated_name_tells_when_the_file_began() {
    assertThat(LogFamily.of("error/postgresql.log.2026-01-05-13").namedAt())
        .contains(Instant.parse("2026-01-05T13:00:00Z"));
    assertThat(LogFamily.of("slowquery/mysql-slowquery.log.2026-01-05").namedAt())
        .contains(Instant.parse("2026-01-05T00:00:00Z"));
  }

  @Test
  void digits_that_are_no_date_are_part_of_the_name() {
    assertThat(family("/var/log/build-99999999.log")).isEqualTo("/var/log/build-99999999.log");
    assertThat(LogFamily.of("/var/log/syslog").active()).isTrue();
  }

  private static String family(String path) {
    return LogFamily.of(path).family();
  }
}
