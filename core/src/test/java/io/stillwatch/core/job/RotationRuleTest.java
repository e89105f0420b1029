// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.testing.Sample;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `findNeedRotating` of logrotate.c decides.
class RotationRuleTest {
  @ParameterizedTest(name = "{0}: {1} last {2}, asked {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the same day is not another date        | DAILY   | 2026-01-05T00:10 | 2026-01-05T23:50 | false
          past midnight is another date           | DAILY   | 2026-01-05T23:50 | 2026-01-06T00:10 | true
          a clock set back is not another date    | DAILY   | 2026-01-06T06:25 | 2026-01-05T06:25 | false
          the same hour is not due again          | HOURLY  | 2026-01-05T06:01 | 2026-01-05T06:59 | false
          the next hour is due                    | HOURLY  | 2026-01-05T06:59 | 2026-01-05T07:00 | true
          the same hour of another day is due     | HOURLY  | 2026-01-05T06:30 | 2026-01-06T06:30 | true
          six days are not a week                 | WEEKLY  | 2026-01-05T06:25 | 2026-01-11T06:25 | false
          the seventh day counts, whatever time   | WEEKLY  | 2026-01-05T23:59 | 2026-01-12T00:01 | true
          the last of the month is not due        | MONTHLY | 2026-01-01T06:25 | 2026-01-31T06:25 | false
          the first of the next month is due      | MONTHLY | 2026-01-31T06:25 | 2026-02-01T06:25 | true
          a day after the last of the month is    | MONTHLY | 2026-02-28T06:25 | 2026-03-01T00:00 | true
          December is before January              | MONTHLY | 2025-12-31T06:25 | 2026-01-01T06:25 | true
          the same year is not due                | YEARLY  | 2026-01-01T06:25 | 2026-12-31T06:25 | false
          the next year is due                    | YEARLY  | 2026-12-31T06:25 | 2027-01-01T06:25 | true
          a size ignores the calendar             | SIZE    | 2026-01-01T06:25 | 2028-01-01T06:25 | false
          """)
  void the_calendar_decides(
      String what, Frequency frequency, LocalDateTime last, LocalDateTime asked, boolean due) {
    assertThat(Sample.rule(frequency).dueByCalendar(asked, last)).isEqualTo(due);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "size alone decides, SIZE, 100, 0, 0, 100",
    "maxsize decides besides the calendar, WEEKLY, 0, 0, 300, 300",
    "minsize alone rotates nothing, WEEKLY, 0, 200, 0, 0",
    "without a size only the calendar decides, DAILY, 0, 0, 0, 0"
  })
  void a_size_that_rotates_by_itself(
      String what, Frequency frequency, long size, long min, long max, long alone) {
    assertThat(new RotationRule(frequency, size, min, max, what).sizeAlone()).isEqualTo(alone);
  }

  @Test
  void negative_sizes_are_rejected() {
    assertThatThrownBy(() -> new RotationRule(Frequency.SIZE, -1, 0, 0, "size -1"))
        .hasMessageContaining("size -1");
  }
}
