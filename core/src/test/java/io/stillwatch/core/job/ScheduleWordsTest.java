// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * *        | daily at 02:30
          @daily            | daily at 00:00
          5 1,13 * * *      | daily at 01:05 and 13:05
          0 6,12,18 * * *   | daily at 06:00, 12:00 and 18:00
          * * * * *         | every minute
          */15 * * * *      | every 15 min
          */5 8-17 * * *    | every 5 min from 08:00 to 17:59
          */10 * * * 1-5    | every 10 min, Monday to Friday
          17 * * * *        | hourly at minute 17
          @hourly           | hourly at minute 0
          5,35 * * * *      | hourly at minutes 5 and 35
          0 9-17 * * 1-5    | hourly at minute 0 from 09:00 to 17:00, Monday to Friday
          10 */6 * * *      | every 6 h at minute 10
          30 2 * * 1-5      | Monday to Friday at 02:30
          30 2 * * mon-FRI  | Monday to Friday at 02:30
          30 2 * * 1,3,5    | Monday, Wednesday and Friday at 02:30
          47 6 * * 7        | weekly on Sunday at 06:47
          47 6 * * sun      | weekly on Sunday at 06:47
          47 6 * * 0,7      | weekly on Sunday at 06:47
          52 6 1 * *        | monthly on day 1 at 06:52
          0 4 1,15 * *      | monthly on days 1 and 15 at 04:00
          0 4 1 jan *       | yearly on 1 January at 04:00
          @yearly           | yearly on 1 January at 00:00
          """)
  void crontab_expressions_are_said_in_words(String expression, String words) {
    assertThat(CronWords.of(expression)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5 4 * 1 *", // each day of one month
        "0 4 1 * 1", // the first or a Monday
        "0 0-23/7 * * *",
        "10 */7 * * *", // at midnight after three hours
        "*/45 * * * *",
        "*/0 * * * *",
        "0 1,2,3,4,5 * * *",
        "0 4 * * 1#2",
        "0 4 1 13 *",
        "@reboot",
        "",
        "nonsense"
      })
  void what_has_no_short_wording_stays_as_written(String expression) {
    assertThat(CronWords.of(expression)).isEqualTo(expression);
  }

  @Test
  void durations_have_two_units_at_most() {
    assertThat(Durations.words(Duration.ofDays(9).plusHours(4).plusMinutes(3)))
        .isEqualTo("9 d 4 h");
    assertThat(Durations.words(Duration.ofMinutes(95))).isEqualTo("1 h 35 min");
    assertThat(Durations.words(Duration.ofSeconds(42))).isEqualTo("42 s");
  }
}
