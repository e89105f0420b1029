// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.anomaly.Symptom;
import java.util.Collections;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Windows of twelve steps, four to a turn, of which the network expects nothing.
class ErrorMeasureTest {
  private static final int STEPS = 12;
  private static final ErrorMeasure MEASURE =
      new ErrorMeasure(Collections.nCopies(Feature.COUNT, 1.0), 4);

  private static Residuals residuals(
      Feature feature, IntToDoubleFunction value, Tolerances tolerances) {
    var values = new float[STEPS * Feature.COUNT];
    var known = new boolean[STEPS];
    for (int step = 0; step < STEPS; step++) {
      values[step * Feature.COUNT + feature.column()] = (float) value.applyAsDouble(step);
      known[step] = true;
    }
    var window = new Window("job", values, known, tolerances, new double[STEPS + 1], 0);
    return new Residuals(window, new float[STEPS * Feature.COUNT]);
  }

  private static Residuals late(IntToDoubleFunction value) {
    return residuals(Feature.LATENESS, value, new Tolerances(1, 0, 0, 0, 0));
  }

  @ParameterizedTest(name = "late in the last {0} steps of two turns: {1}")
  @CsvSource({"4, 0", "5, 0", "6, 1", "8, 1"})
  void one_late_run_is_none_two_are(int steps, double error) {
    var residuals = late(step -> step >= STEPS - steps ? 1 : 0);
    assertThat(MEASURE.of(residuals, Symptom.RHYTHM)).isEqualTo(error);
  }

  @ParameterizedTest(name = "odd but unknown in {0} of the last eight steps: {1}")
  @CsvSource({"0, 1", "2, 1", "3, 0", "8, 0"})
  void what_is_not_known_counts_for_nothing(int unknown, double error) {
    var tolerances = new Tolerances(1, 0, 1, 0, 0);
    var residuals =
        residuals(Feature.DURATION, step -> step < STEPS - unknown ? 1 : Double.NaN, tolerances);
    assertThat(MEASURE.of(residuals, Feature.DURATION)).isEqualTo(error);
    assertThat(residuals.loss()).isFinite();
  }

  @ParameterizedTest(
      name = "the runs of the last {0} steps failed, the one after them did not: {1}")
  @CsvSource({"8, false, 1", "6, false, 1", "5, false, 0", "8, true, 0"})
  void failures_count_until_a_run_is_good(int steps, boolean good, double error) {
    var tolerances = new Tolerances(1, 0, 0, 1, 0);
    var residuals =
        residuals(
            Feature.EXIT,
            step -> step < STEPS - steps || (good && step == STEPS - 1) ? 0 : 1,
            tolerances);
    assertThat(MEASURE.of(residuals, Symptom.RHYTHM)).isEqualTo(error);
  }

  @ParameterizedTest(name = "late from step {0} to {1} of twelve: told by step {2}")
  @CsvSource({"12, 12, 11", "6, 9, 9", "0, 3, 11", "3, 5, 5"})
  void what_is_told_is_the_oddest_step_of_two_turns(int from, int to, int told) {
    var residuals = late(step -> step >= from && step <= to ? 1 : 0);
    assertThat(MEASURE.oddest(residuals, Feature.LATENESS)).isEqualTo(told);
  }

  @Test
  void early_is_as_odd_as_late() {
    assertThat(MEASURE.of(late(_ -> -1), Symptom.RHYTHM)).isEqualTo(1);
  }

  @ParameterizedTest(name = "log2(1 + runs) of {0} is odd by {1}")
  @CsvSource({"0, 0", "1, 0", "1.07, 0.535", "1.58, 1.58"})
  void only_more_runs_than_usual_are_odd(double value, double error) {
    var residuals = residuals(Feature.RUNS, _ -> value, new Tolerances(1, 0, 0, 0, 0));
    assertThat(MEASURE.of(residuals, Symptom.RHYTHM)).isCloseTo(error, within(1e-6));
  }

  @Test
  void silence_shows_in_the_last_turn_alone_once_it_is_longer_than_usual() {
    var tolerances = new Tolerances(1, 0, 0, 0, 0);
    var before = residuals(Feature.SINCE, step -> step < STEPS - 4 ? 2 : 0.5, tolerances);
    var now = residuals(Feature.SINCE, step -> step == STEPS - 1 ? 2 : 0.5, tolerances);
    assertThat(MEASURE.of(before, Symptom.SILENCE)).isZero();
    assertThat(MEASURE.of(now, Symptom.SILENCE)).isEqualTo(0.5);
  }

  @Test
  void sizes_mean_nothing_for_a_job_without_files() {
    var none = residuals(Feature.SIZE, _ -> -4, new Tolerances(1, 0, 0, 0, 0));
    var some = residuals(Feature.SIZE, _ -> -4, new Tolerances(1, 1, 0, 0, 0));
    assertThat(MEASURE.of(none, Symptom.VOLUME)).isZero();
    assertThat(ErrorMeasure.tells(none.window(), Symptom.VOLUME)).isFalse();
    assertThat(MEASURE.of(some, Symptom.VOLUME)).isEqualTo(4);
  }
}
