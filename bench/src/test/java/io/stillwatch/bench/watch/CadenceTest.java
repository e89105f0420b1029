// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CadenceTest {
  /// Phase 3003 is 02:03 on the third day: a Wednesday, the 3rd.
  @ParameterizedTest
  @CsvSource({
    "EVERY_5_MINUTES, 2025-01-06T00:00:00Z, 2025-01-06T00:03:00Z, 3-59/5 * * * *",
    "EVERY_5_MINUTES, 2025-01-06T00:03:00Z, 2025-01-06T00:03:00Z, 3-59/5 * * * *",
    "EVERY_5_MINUTES, 2025-01-06T00:03:00.5Z, 2025-01-06T00:08:00Z, 3-59/5 * * * *",
    "EVERY_15_MINUTES, 2025-01-06T00:00:00Z, 2025-01-06T00:03:00Z, 3-59/15 * * * *",
    "HOURLY, 2025-01-06T00:04:00Z, 2025-01-06T01:03:00Z, 3 * * * *",
    "EVERY_6_HOURS, 2025-01-06T00:00:00Z, 2025-01-06T02:03:00Z, 3 2-23/6 * * *",
    "DAILY, 2025-01-06T03:00:00Z, 2025-01-07T02:03:00Z, 3 2 * * *",
    "WEEKDAYS, 2025-01-10T03:00:00Z, 2025-01-13T02:03:00Z, 3 2 * * 1-5",
    "WEEKLY, 2025-01-06T00:00:00Z, 2025-01-08T02:03:00Z, 3 2 * * 3",
    "MONTHLY, 2025-01-06T00:00:00Z, 2025-02-03T02:03:00Z, 3 2 3 * *"
  })
  void is_due_as_its_crontab_line_says(Cadence cadence, Instant from, Instant due, String fields) {
    assertThat(cadence.dueFrom(from, 3003)).isEqualTo(due);
    assertThat(cadence.cronFields(3003)).isEqualTo(fields);
  }

  @ParameterizedTest
  @EnumSource
  void the_last_due_time_is_the_one_before_the_next(Cadence cadence) {
    var at = Instant.parse("2025-03-01T12:34:56Z");
    for (int phase = 0; phase < Cadence.PHASES; phase += 997) {
      var next = cadence.dueFrom(at, phase);
      var last = cadence.dueUntil(at, phase);
      assertThat(last).isBeforeOrEqualTo(at);
      assertThat(cadence.dueFrom(last, phase)).isEqualTo(last);
      assertThat(cadence.dueFrom(last.plusSeconds(1), phase)).isEqualTo(next);
    }
  }
}
