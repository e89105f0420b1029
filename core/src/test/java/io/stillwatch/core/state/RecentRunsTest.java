// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentRunsTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private static RecentRuns runs(int... minutes) {
    var runs = RecentRuns.NONE;
    for (int minute : minutes) runs = runs.with(at(minute), Run.Outcome.STARTED);
    return runs;
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  @Test
  void runs_are_ordered_by_time_whatever_the_order_of_their_arrival() {
    assertThat(runs(5, 1, 9, 3).instants()).containsExactly(at(1), at(3), at(5), at(9));
    assertThat(runs(5, 1, 9, 3)).isEqualTo(runs(1, 3, 5, 9));
  }

  @Test
  void a_run_that_is_reported_again_counts_once() {
    assertThat(runs(5, 5, 5).total()).isEqualTo(1);
    assertThat(runs(5, 5)).isEqualTo(runs(5));
  }

  @ParameterizedTest(name = "{0} then {1} is {2}")
  @CsvSource({
    "STARTED, SUCCEEDED, SUCCEEDED",
    "STARTED, FAILED, FAILED",
    "FAILED, SUCCEEDED, FAILED",
    "FAILED, STARTED, FAILED",
    "SUCCEEDED, TOO_SHORT, TOO_SHORT",
    "TOO_SHORT, OVERRUN, OVERRUN",
    "OVERRUN, SUCCEEDED, OVERRUN",
    "OVERRUN, FAILED, FAILED"
  })
  void the_graver_outcome_of_a_run_stays(Run.Outcome one, Run.Outcome other, Run.Outcome stays) {
    var runs = RecentRuns.NONE.with(at(1), one).with(at(1), other);
    assertThat(runs.outcome(at(1))).contains(stays);
    assertThat(runs.total()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}: minute {1} finds {2} at or before, {3} at or after")
  @CsvSource({
    "before all runs, 0, , 10",
    "on a run, 10, 10, 10",
    "between two runs, 15, 10, 20",
    "on the last run, 20, 20, 20",
    "after all runs, 21, 20, "
  })
  void runs_are_found_around_an_instant(String where, int minute, Integer floor, Integer ceiling) {
    var runs = runs(10, 20);
    assertThat(runs.floor(at(minute))).isEqualTo(Optional.ofNullable(floor).map(m -> at(m)));
    assertThat(runs.ceiling(at(minute))).isEqualTo(Optional.ofNullable(ceiling).map(m -> at(m)));
  }

  @Test
  void higher_and_lower_leave_out_the_instant_itself() {
    assertThat(runs(10, 20).higher(at(10))).contains(at(20));
    assertThat(runs(10, 20).lower(at(20))).contains(at(10));
    assertThat(runs(10).higher(at(10))).isEmpty();
    assertThat(runs(10).lower(at(10))).isEmpty();
  }

  @Test
  void only_settled_runs_beyond_the_limit_are_dropped() {
    var runs = RecentRuns.NONE;
    for (int minute = 0; minute < 300; minute++) runs = runs.with(at(minute), Run.Outcome.STARTED);

    assertThat(runs.trimmed(at(0)).size()).isEqualTo(300);
    assertThat(runs.trimmed(at(20)).size()).isEqualTo(280);
    assertThat(runs.trimmed(at(1_000)).size()).isEqualTo(256);
    assertThat(runs.trimmed(at(1_000)).total()).isEqualTo(300);
    assertThat(runs.trimmed(at(1_000)).last()).contains(at(299));
  }

  @ParameterizedTest(name = "as of minute {0} there were {1} runs")
  @CsvSource({"0, 0", "1, 1", "2, 1", "3, 2", "9, 3", "10, 3"})
  void runs_after_an_instant_are_not_known_before_it(int minute, int known) {
    var later = new RecentRuns(100, new long[0], new byte[0], RecentWork.NONE);
    for (int at : new int[] {1, 3, 9}) later = later.with(at(at), Run.Outcome.STARTED);
    assertThat(later.until(at(minute)).size()).isEqualTo(known);
    assertThat(later.until(at(minute)).total()).isEqualTo(100 + known);
    assertThat(later.until(at(9))).isEqualTo(later);
  }

  @Test
  void runs_inside_of_a_span_are_left_out_and_those_at_its_edges_stay() {
    var span = Intervals.NONE.with(new Interval(at(3), at(9)), Duration.ZERO);
    var outside = runs(1, 3, 5, 7, 9, 11).outside(span);
    assertThat(outside.instants()).containsExactly(at(1), at(3), at(9), at(11));
    assertThat(outside.total()).isEqualTo(4);
    assertThat(runs(1, 3).outside(Intervals.NONE)).isEqualTo(runs(1, 3));
  }
}
