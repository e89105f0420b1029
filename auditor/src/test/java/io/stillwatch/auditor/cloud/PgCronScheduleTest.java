// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Schedules as the documentation and the source of pg_cron have them.
class PgCronScheduleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 * * * | READABLE",
        "0 0 $ * * | READABLE",
        "0 0 1,$ * * | READABLE",
        "$ 0 * * * | UNREADABLE",
        "0 0 $$ * * | UNREADABLE",
        "0 0 5$ * * | READABLE", // what follows the number is passed over
        "0 24 * * * | UNREADABLE",
        "0 0 * * | TOO_FEW_FIELDS",
        "0 0 0 * * * | TOO_MANY_FIELDS",
        "1 second | READABLE",
        "30 seconds | READABLE",
        "59 Seconds | READABLE",
        "0 seconds | UNREADABLE",
        "60 seconds | UNREADABLE",
        "90 seconds | UNREADABLE",
        "99999999999 seconds | UNREADABLE",
        "@daily | READABLE",
        "@reboot | READABLE",
        "@dayly | UNREADABLE"
      })
  void pg_cron_reads(String schedule, PgCronSchedule read) {
    assertThat(PgCronSchedule.of(schedule)).isEqualTo(read);
  }
}
