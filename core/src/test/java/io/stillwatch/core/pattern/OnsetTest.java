// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnsetTest {
  private static final Instant MISS = Instant.parse("2026-11-13T02:00:00Z");

  /// From how long before the first miss until how long after it, by the period and by how long
  /// before the miss the last good run was.
  @ParameterizedTest
  @CsvSource({
    "PT24H, PT24H,  PT24H, PT6H",
    "PT24H, PT23H,  PT23H, PT6H",
    "PT24H, PT240H, PT48H, PT6H",
    "PT24H, never,  PT24H, PT6H",
    "PT1H,  PT1H,   PT1H,  PT15M",
    "PT5M,  PT5M,   PT5M,  PT10M",
    "PT0S,  PT1H,   PT1H,  PT15M",
    "PT168H, PT168H, PT168H, PT6H"
  })
  void begins_after_the_last_good_run_and_ends_soon_after_the_first_miss(
      String period, String lastGood, String before, String after) {
    var seen = lastGood.equals("never") ? Instant.EPOCH : MISS.minus(Duration.parse(lastGood));
    var onset = Onset.of(stoppage(Duration.parse(period), seen));
    assertThat(onset.from()).isEqualTo(MISS.minus(Duration.parse(before)));
    assertThat(onset.until()).isEqualTo(MISS.plus(Duration.parse(after)));
  }

  /// How much is asked for, by the period.
  @ParameterizedTest
  @CsvSource({
    "PT5M, P40D, PT1H",
    "PT24H, P40D, PT24H",
    "P30D, P120D, PT24H",
    "P365D, P120D, PT24H"
  })
  void asks_for_weeks_before_in_slots_of_a_period(String period, String history, String slot) {
    var length = Duration.parse(period);
    var onset = Onset.of(stoppage(length, MISS.minus(length)));
    var now = MISS.plus(Duration.ofDays(1));
    var question = onset.question(now);
    assertThat(Duration.between(question.from(), onset.from())).isEqualTo(Duration.parse(history));
    assertThat(question.until()).isEqualTo(now);
    assertThat(question.slot()).isEqualTo(Duration.parse(slot));
  }

  @Test
  void the_job_is_known_by_the_words_of_its_command() {
    var onset = Onset.of(stoppage(Duration.ofDays(1), Instant.EPOCH));
    assertThat(onset.words()).containsExactlyInAnyOrder("orders", "dump", "nightly");
  }

  private static Stoppage stoppage(Duration period, Instant lastSeen) {
    var job =
        new Job(
            "j",
            JobKind.SCHEDULED_COMMAND,
            "orders-dump",
            Host.server("ops-1"),
            period.isZero()
                ? new Schedule.Learning(0, 8)
                : new Schedule.SinceLast(period, "every " + period),
            Definition.LEARNED,
            "/bin/sh orders-dump --nightly",
            "");
    return new Stoppage(job, MISS, lastSeen, 1, 50, Growth.UNKNOWN, List.of());
  }
}
