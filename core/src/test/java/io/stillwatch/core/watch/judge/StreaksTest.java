// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.Judgements;
import io.stillwatch.core.state.Judgements.PastStreak;
import io.stillwatch.core.state.Judgements.Streak;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreaksTest {
  private static final Instant START = Sample.MONDAY;

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private static Judgements after(String verdicts) {
    var judgements = Judgements.from(START);
    int day = 0;
    for (var word : verdicts.split(" ", -1))
      judgements = Streaks.after(judgements, day(day), verdict(word, day(day++)));
    return judgements;
  }

  private static Verdict verdict(String word, Instant due) {
    return switch (word) {
      case "on-time" -> new Verdict.OnTime(due.plusSeconds(60));
      case "late" -> new Verdict.Late(due.plusSeconds(3_600), Duration.ofHours(1));
      case "missed" -> new Verdict.Missed();
      case "failed" -> new Verdict.Failed(due, "exit 1");
      case "overrun" -> new Verdict.Overrun(due, Duration.ofHours(9));
      case "too-short" -> new Verdict.TooShort(due, Duration.ZERO);
      case "learning" -> new Verdict.Learning(1, 3);
      default -> new Verdict.Unknown(Verdict.Why.NO_EVIDENCE);
    };
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a good run makes no streak                    | on-time               | 0 | 0 |
          a missed run begins one                       | on-time missed        | 1 | 0 | 1
          missed runs add up                            | missed missed missed  | 3 | 0 | 0
          a failed run counts apart                     | missed failed         | 1 | 1 | 0
          an overrun counts as failed                   | overrun               | 0 | 1 | 0
          a run that was too short counts as failed     | too-short too-short   | 0 | 2 | 0
          a good run ends it                            | missed on-time        | 0 | 0 |
          a late run ends it                            | missed late           | 0 | 0 |
          unknown does not end it                       | missed unknown missed | 2 | 0 | 0
          unknown does not begin one                    | unknown unknown       | 0 | 0 |
          learning changes nothing                      | missed learning       | 1 | 0 | 0
          a new streak begins after a good run          | missed on-time missed | 1 | 0 | 2
          """)
  void bad_runs_in_a_row_are_counted(
      String what, String verdicts, int missed, int failed, Integer first) {
    var streak = after(verdicts).streak();
    assertThat(streak.missed()).isEqualTo(missed);
    assertThat(streak.failed()).isEqualTo(failed);
    if (first == null) assertThat(streak).isEqualTo(Streak.NONE);
    else assertThat(streak.firstMissed()).isEqualTo(day(first));
  }

  @Test
  void a_streak_that_ended_is_remembered_with_its_length() {
    assertThat(after("missed missed on-time failed late").recovered())
        .extracting(PastStreak::ended, PastStreak::length)
        .containsExactly(tuple(day(2), 2), tuple(day(4), 1));
  }

  @Test
  void only_the_last_streaks_are_remembered() {
    assertThat(after("missed on-time ".repeat(20).strip()).recovered()).hasSize(8);
  }

  @Test
  void a_streak_says_what_the_last_run_died_of() {
    assertThat(after("failed missed").streak().how()).isEqualTo("exit 1");
    assertThat(after("failed overrun").streak().how()).isEqualTo("did not end in time");
    assertThat(after("failed too-short").streak().how()).isEqualTo("ended too soon");
  }
}
