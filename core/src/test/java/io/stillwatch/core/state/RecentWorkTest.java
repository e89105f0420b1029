// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentWorkTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Optional<Duration> LONG = Optional.of(Duration.ofSeconds(90));

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static RunFigures run(int minute, Optional<Duration> took, Optional<Long> bytes) {
    return new RunFigures(at(minute), Run.Outcome.SUCCEEDED, took, bytes);
  }

  @Test
  void what_is_not_known_of_a_run_stays_unknown() {
    var work =
        RecentWork.NONE
            .with(run(1, LONG, Optional.empty()))
            .with(run(2, Optional.empty(), Optional.of(0L)))
            .with(run(3, Optional.empty(), Optional.empty()));
    assertThat(work.size()).isEqualTo(2);
    assertThat(work.took(at(1))).isEqualTo(LONG);
    assertThat(work.outputBytes(at(1))).isEmpty();
    assertThat(work.took(at(2))).isEmpty();
    assertThat(work.outputBytes(at(2))).contains(0L);
    assertThat(work.took(at(3))).isEmpty();
  }

  @Test
  void runs_are_ordered_by_time_whatever_the_order_of_their_arrival() {
    var one =
        RecentWork.NONE.with(run(2, LONG, Optional.of(7L))).with(run(1, LONG, Optional.empty()));
    var other =
        RecentWork.NONE.with(run(1, LONG, Optional.empty())).with(run(2, LONG, Optional.of(7L)));
    assertThat(one).isEqualTo(other).isNotEqualTo(RecentWork.NONE);
  }

  @Test
  void a_run_that_is_reported_again_replaces_itself() {
    var work =
        RecentWork.NONE.with(run(1, LONG, Optional.empty())).with(run(1, LONG, Optional.of(9L)));
    assertThat(work.size()).isEqualTo(1);
    assertThat(work.outputBytes(at(1))).contains(9L);
  }

  @Test
  void the_last_runs_are_kept() {
    var work = RecentWork.NONE;
    for (int minute = 0; minute < 200; minute++)
      work = work.with(run(minute, LONG, Optional.empty()));
    assertThat(work.size()).isEqualTo(128);
    assertThat(work.took(at(71))).isEmpty();
    assertThat(work.took(at(72))).isEqualTo(LONG);
    assertThat(work.took(at(199))).isEqualTo(LONG);
  }

  @Test
  void lengths_and_outputs_that_are_too_large_stop_at_the_largest_number() {
    var work =
        RecentWork.NONE.with(run(1, Optional.of(Duration.ofDays(90)), Optional.of(1L << 40)));
    assertThat(work.took(at(1))).contains(Duration.ofMillis(Integer.MAX_VALUE));
    assertThat(work.outputBytes(at(1))).contains((long) Integer.MAX_VALUE);
  }

  @ParameterizedTest(name = "{0} and {1} bytes: {2}")
  @CsvSource({"0, 0, false", "0, 1, true", "500, 0, true"})
  void output_is_logged_once_a_run_wrote_something(long one, long other, boolean logged) {
    var work =
        RecentWork.NONE.with(run(1, LONG, Optional.of(one))).with(run(2, LONG, Optional.of(other)));
    assertThat(work.hasOutput()).isEqualTo(logged);
  }

  @ParameterizedTest(
      name = "{0} s and {1} bytes of a run that {2}, then {3} s of one that {4}: {5}")
  @CsvSource({
    "90, 5, SUCCEEDED, 60, SUCCEEDED, 90",
    "90, 5, SUCCEEDED, 60, FAILED, 60",
    "90, 5, FAILED, 60, SUCCEEDED, 90"
  })
  void the_figures_of_the_graver_outcome_stay(
      int took, long bytes, Run.Outcome outcome, int tookThen, Run.Outcome then, int stays) {
    var first = new RunFigures(at(1), outcome, seconds(took), Optional.of(bytes));
    var second = new RunFigures(at(1), then, seconds(tookThen), Optional.empty());
    var runs = RecentRuns.NONE.with(first).with(second);
    assertThat(runs.figures(0).took()).isEqualTo(seconds(stays));
    assertThat(runs.total()).isEqualTo(1);
  }

  @Test
  void runs_whose_end_is_not_known_are_not_among_those_that_ended() {
    var runs = RecentRuns.NONE;
    int minute = 1;
    for (var outcome : Run.Outcome.values()) runs = runs.with(RunFigures.of(at(minute++), outcome));
    assertThat(runs.ended(at(0)))
        .extracting(RunFigures::outcome)
        .containsExactly(Run.Outcome.SUCCEEDED, Run.Outcome.TOO_SHORT, Run.Outcome.FAILED);
    assertThat(runs.ended(at(3))).hasSize(2);
  }

  private static Optional<Duration> seconds(int seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }
}
