// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements;
import io.stillwatch.core.state.Judgements.PastStreak;
import io.stillwatch.core.state.Judgements.Streak;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A daily job, judged through day 9.
class CorrectionsTest {
  private static final Instant FIRST = Sample.MONDAY.plus(Duration.ofMinutes(150));

  private static Instant due(int day) {
    return FIRST.plus(Duration.ofDays(day));
  }

  private static JobState good() {
    var job = JobState.found(Sample.line("a", Sample.daily()), Sample.MONDAY);
    return job.with(job.judgements().withSettled(due(9)).withLast(new Verdict.OnTime(due(9))));
  }

  private static JobState missedFrom(int first) {
    return Sample.missed(good(), 10 - first, due(first), due(9));
  }

  private static Judgements ran(JobState job, int day) {
    return Corrections.apply(job, due(day), new Verdict.OnTime(due(day)));
  }

  private static Judgements failed(JobState job, int day) {
    return Corrections.apply(job, due(day), new Verdict.Failed(due(day), "exit 1"));
  }

  @Test
  void rule_1_a_good_run_of_the_last_bad_due_time_ends_the_streak() {
    var after = ran(missedFrom(7), 9);
    assertThat(after.streak()).isEqualTo(Streak.NONE);
    assertThat(after.recovered())
        .extracting(PastStreak::ended, PastStreak::length)
        .containsExactly(tuple(due(9), 3));
    assertThat(after.last()).contains(new Verdict.OnTime(due(9)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the first of three leaves two, 7, 8, 2",
    "the second of three leaves the last, 8, 9, 1"
  })
  void rule_2_a_good_run_before_that_leaves_the_bad_due_times_after_it(
      String what, int day, int first, int left) {
    var after = ran(missedFrom(7), day);
    assertThat(after.streak()).isEqualTo(new Streak(due(first), due(9), left, 0, "", 0));
    assertThat(after.recovered()).isEmpty();
    assertThat(after.last()).contains(new Verdict.Missed());
  }

  @Test
  void rule_2_failures_that_are_left_stay_failures() {
    var job = good();
    var streak = new Streak(due(7), due(9), 1, 2, "exit 1", 40);
    var after = ran(job.with(job.judgements().withStreak(streak)), 7);
    assertThat(after.streak()).isEqualTo(new Streak(due(8), due(9), 0, 2, "exit 1", 40));
  }

  @Test
  void rule_3_a_run_before_the_streak_changes_nothing() {
    var job = missedFrom(7);
    assertThat(ran(job, 6)).isEqualTo(job.judgements());
    assertThat(failed(job, 6)).isEqualTo(job.judgements());
  }

  @Test
  void rule_3_a_run_of_a_job_without_a_streak_changes_nothing() {
    assertThat(ran(good(), 5)).isEqualTo(good().judgements());
  }

  @Test
  void rule_4_a_bad_run_of_the_last_due_time_makes_a_streak() {
    var after = failed(good(), 9);
    assertThat(after.streak()).isEqualTo(new Streak(due(9), due(9), 0, 1, "exit 1", 0));
    assertThat(after.last()).contains(new Verdict.Failed(due(9), "exit 1"));
  }

  @Test
  void rule_4_a_bad_run_of_an_earlier_due_time_does_not() {
    assertThat(failed(good(), 8)).isEqualTo(good().judgements());
  }

  @Test
  void a_missed_run_that_turns_out_to_have_failed_is_still_one_bad_run() {
    var job = missedFrom(7);
    assertThat(failed(job, 8).streak().bad()).isEqualTo(3);
  }
}
