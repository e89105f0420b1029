// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs at 0, 100 and 200 seconds.
class RunResultsTest {
  private static final double[] RUNS = {0, 100, 200};

  private static RunFigures run(int at, Run.Outcome outcome, Integer took, Integer bytes) {
    return new RunFigures(
        Instant.ofEpochSecond(at),
        outcome,
        Optional.ofNullable(took).map(Duration::ofSeconds),
        Optional.ofNullable(bytes).map(Integer::longValue));
  }

  @ParameterizedTest(name = "{0}: took {1} s, wrote {2} bytes, failed: {3}")
  @CsvSource({"SUCCEEDED, 30, 7, 0", "FAILED, NaN, NaN, 1", "TOO_SHORT, NaN, NaN, 1"})
  void length_and_output_count_of_runs_that_succeeded(
      Run.Outcome outcome, double seconds, double bytes, double failure) {
    var results = RunResults.of(List.of(run(200, outcome, 30, 7)), RUNS, 999);
    assertThat(results.seconds(2, 999)).isEqualTo(Double.valueOf(seconds));
    assertThat(results.bytes(2, 999)).isEqualTo(Double.valueOf(bytes));
    assertThat(results.failure(2, 999)).isEqualTo(failure);
  }

  @ParameterizedTest(name = "at {0} s the last run that ended took {1} s")
  @CsvSource({"100, NaN", "129, NaN", "130, 30", "200, 30", "249, 30", "250, 50"})
  void a_length_is_known_from_the_end_of_its_run_on(int time, double seconds) {
    var ended =
        List.of(run(100, Run.Outcome.SUCCEEDED, 30, 7), run(200, Run.Outcome.SUCCEEDED, 50, 7));
    int last = time < 200 ? 1 : 2;
    assertThat(RunResults.of(ended, RUNS, 999).seconds(last, time))
        .isEqualTo(Double.valueOf(seconds));
    assertThat(RunResults.of(ended, RUNS, time).seconds(last, time))
        .isEqualTo(Double.valueOf(seconds));
  }

  @Test
  void a_result_holds_for_one_run_that_goes_on_and_no_longer() {
    var results = RunResults.of(List.of(run(0, Run.Outcome.FAILED, null, null)), RUNS, 999);
    assertThat(results.failure(0, 0)).isEqualTo(1);
    assertThat(results.failure(1, 100)).isEqualTo(1);
    assertThat(results.failure(2, 200)).isNaN();
  }

  @Test
  void figures_of_runs_that_are_not_asked_about_are_left_out() {
    var ended =
        List.of(run(50, Run.Outcome.FAILED, 1, 1), run(100, Run.Outcome.SUCCEEDED, 30, null));
    var results = RunResults.of(ended, RUNS, 999);
    assertThat(results.failure(0, 999)).isNaN();
    assertThat(results.seconds(1, 999)).isEqualTo(30);
    assertThat(results.bytes(1, 999)).isNaN();
  }

  @ParameterizedTest(name = "usually 60 s, twice {0} times of that: {1} s is {2} in own units")
  @CsvSource({
    "1, 60, 0",
    "1, 360, 2.585",
    "1, 10, -2.585",
    "1, 6000, 4",
    "1, 2, -3.585",
    "4, 240, 0.5",
    "4, 15, -0.5"
  })
  void lengths_are_told_in_what_the_job_is_used_to(double twice, double now, double told) {
    var known = new double[] {60, 60, 60, 60, 60 * twice, 60 / twice, 60, 60, 60, 60};
    var usual = UsualFigure.ofSeconds(known);
    double tolerance = Math.max(1, usual.spread() / 0.5);
    assertThat(usual.log2(now, 4) / tolerance).isCloseTo(told, within(0.01));
  }

  @ParameterizedTest(name = "usually {0} bytes, now {1}: {2}")
  @CsvSource({"600, 0, -4", "600, 1200, 1", "0, 0, 0", "0, 16, 0", "0, 64, 2", "40, 0, -1.32"})
  void some_bytes_are_as_good_as_none(double usually, double now, double told) {
    var usual = UsualFigure.ofBytes(new double[] {usually, usually, usually, usually, usually});
    assertThat(usual.log2(now, 4)).isCloseTo(told, within(0.01));
  }

  @Test
  void what_few_runs_say_is_not_usual() {
    assertThat(UsualFigure.ofSeconds(new double[4]).known()).isFalse();
    assertThat(UsualFigure.ofSeconds(new double[4]).log2(60, 4)).isNaN();
    assertThat(UsualFigure.ofFailures(new double[4]).known()).isFalse();
  }

  @ParameterizedTest(name = "{0} failures of 20: used to {1}")
  @CsvSource({"0, 0", "1, 0", "2, 1"})
  void a_job_that_failed_twice_is_used_to_failing(int failures, double spread) {
    var known = new double[20];
    for (int i = 0; i < failures; i++) known[i] = 1;
    assertThat(UsualFigure.ofFailures(known).spread()).isEqualTo(spread);
  }

  @Test
  void unknown_lengths_of_earlier_runs_do_not_make_the_usual_one() {
    var ended = new ArrayList<RunFigures>();
    var runs = new double[20];
    for (int i = 0; i < 20; i++) {
      runs[i] = i * 100;
      boolean good = i % 2 == 0;
      ended.add(run(i * 100, good ? Run.Outcome.SUCCEEDED : Run.Outcome.FAILED, good ? 60 : 1, 8));
    }
    assertThat(RunResults.of(ended, runs, 9_999).usual(20).seconds().usual()).isEqualTo(60);
  }
}
