// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements.Streak;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs that are reported after their due time was judged; a daily job, judged through day 9.
class LateRunsTest {
  private static Instant due(int day) {
    return Sample.day(day).plus(Duration.ofMinutes(150));
  }

  private static JobState judged(int... days) {
    var job = Sample.state(Sample.line("a", Sample.daily()));
    for (int day : days) job = Sample.ran(job, due(day).plusSeconds(1));
    var view = view();
    return JobJudge.judge(job, view, Optional.empty()).state();
  }

  private static HostView view() {
    var signs = HostSigns.NONE.cronAt(Sample.MONDAY);
    for (var at = Sample.MONDAY; !at.isAfter(Sample.day(10)); at = at.plusSeconds(3_600))
      signs = signs.cronAt(at);
    return new HostView(Sample.host().with(signs), Sample.day(10), Sample.day(10));
  }

  private static JobJudge.Result arrives(JobState job, Instant run, Run.Outcome outcome) {
    return JobJudge.correct(job.withRun(run, outcome), view(), List.of(run), job.runs());
  }

  private static List<Integer> lateness(JobState job) {
    return job.judgements().lateness().minutes();
  }

  private static Instant at(int day, int minute) {
    return due(day).plus(Duration.ofMinutes(minute));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a missed run was on time after all       | 1 2 3 4 5 6 7 8   | 9 | 1   | STARTED   | on-time
          a missed run was late                    | 1 2 3 4 5 6 7 8   | 9 | 300 | STARTED   | late
          a missed run had failed                  | 1 2 3 4 5 6 7 8   | 9 | 1   | FAILED    | failed
          a missed run did not end in time         | 1 2 3 4 5 6 7 8   | 9 | 1   | OVERRUN   | overrun
          a missed run ended too soon              | 1 2 3 4 5 6 7 8   | 9 | 1   | TOO_SHORT | too-short
          """)
  void late_evidence_changes_the_verdict_of_its_due_time(
      String what, String days, int day, int minute, Run.Outcome outcome, String word) {
    var job = judged(Stream.of(days.split(" ", -1)).mapToInt(Integer::parseInt).toArray());
    var verdicts = arrives(job, at(day, minute), outcome).verdicts();
    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.getFirst().due()).isEqualTo(due(day));
    assertThat(verdicts.getFirst().verdict().word()).isEqualTo(word);
  }

  @Test
  void a_run_that_failed_after_it_was_judged_on_time_makes_a_streak() {
    var job = judged(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    var result = arrives(job, due(9).plusSeconds(1), Run.Outcome.FAILED);
    assertThat(result.verdicts().getFirst().verdict().word()).isEqualTo("failed");
    assertThat(result.state().judgements().streak().failed()).isEqualTo(1);
  }

  @Test
  void late_evidence_about_the_last_missed_run_ends_the_streak() {
    var job = judged(0, 1, 2, 3, 4, 5, 6);
    assertThat(job.judgements().streak().missed()).isEqualTo(3);
    assertThat(
            arrives(job, due(9).plusSeconds(1), Run.Outcome.STARTED).state().judgements().streak())
        .isEqualTo(Streak.NONE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a missed run was on time after all, 1, STARTED, 1",
    "a missed run was late,            300, STARTED, 300",
    "a missed run had failed,            2, FAILED,  2"
  })
  void how_late_a_run_started_is_counted_when_it_is_reported_late(
      String what, int minute, Run.Outcome outcome, int late) {
    var job = judged(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(lateness(arrives(job, at(9, minute), outcome).state()))
        .hasSize(lateness(job).size() + 1)
        .endsWith(late);
  }

  @Test
  void how_late_a_run_started_is_counted_once_and_whatever_became_of_it() {
    var early = judged(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    var corrected = arrives(early, due(9).plusSeconds(1), Run.Outcome.FAILED).state();
    var job = Sample.state(Sample.line("a", Sample.daily()));
    for (int day = 0; day < 9; day++) job = Sample.ran(job, due(day).plusSeconds(1));
    var known = job.withRun(due(9).plusSeconds(1), Run.Outcome.FAILED);
    var judged = JobJudge.judge(known, view(), Optional.empty()).state();
    assertThat(lateness(corrected)).isEqualTo(lateness(judged)).hasSize(10);
  }

  @Test
  void an_extra_run_after_the_one_of_a_due_time_changes_nothing() {
    var job = judged(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(arrives(job, at(5, 600), Run.Outcome.FAILED).verdicts()).isEmpty();
  }

  @Test
  void a_run_of_a_due_time_that_is_not_judged_yet_is_left_to_it() {
    var job = judged(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(arrives(job, due(10).plusSeconds(1), Run.Outcome.STARTED).verdicts()).isEmpty();
  }

  @Test
  void an_outcome_of_the_run_that_was_judged_late_keeps_it_late() {
    var job = judged(0, 1, 2, 3, 4, 5, 6, 7, 8);
    var late = arrives(job, at(9, 300), Run.Outcome.STARTED);
    var ended = arrives(late.state(), at(9, 300), Run.Outcome.SUCCEEDED);
    assertThat(ended.verdicts()).allMatch(judged -> judged.verdict().word().equals("late"));
  }
}
