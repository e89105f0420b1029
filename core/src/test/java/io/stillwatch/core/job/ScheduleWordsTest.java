// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleWordsTest {
  @Test
  void crontab_expressions_are_said_in_words() {
    assertThat(CronWords.of("30 2 * * *")).isEqualTo("daily at 02:30");
    assertThat(CronWords.of("*/15 * * * *")).isEqualTo("every 15 min");
    assertThat(CronWords.of("17 * * * *")).isEqualTo("hourly at minute 17");
    assertThat(CronWords.of("47 6 * * 7")).isEqualTo("weekly on Sunday at 06:47");
    assertThat(CronWords.of("52 6 1 * *")).isEqualTo("monthly on day 1 at 06:52");
  }

  @Test
  void what_has_no_short_wording_stays_as_written() {
    assertThat(CronWords.of("0 9-17 * * 1-5")).isEqualTo("0 9-17 * * 1-5");
    assertThat(CronWords.of("5 4 * 1 *")).isEqualTo("5 4 * 1 *");
  }

  @Test
  void durations_have_two_units_at_most() {
    assertThat(Durations.words(Duration.ofDays(9).plusHours(4).plusMinutes(3)))
        .isEqualTo("9 d 4 h");
    assertThat(Durations.words(Duration.ofMinutes(95))).isEqualTo("1 h 35 min");
    assertThat(Durations.words(Duration.ofSeconds(42))).isEqualTo("42 s");
  }
}
