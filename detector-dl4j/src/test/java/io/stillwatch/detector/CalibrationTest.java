// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final Random random = new Random(4);

  private double[] normal(int count) {
    return IntStream.range(0, count)
        .mapToDouble(_ -> Math.exp(0.5 * random.nextGaussian()))
        .toArray();
  }

  private double[] stopped(int count) {
    return IntStream.range(0, count).mapToDouble(_ -> 30 + random.nextDouble()).toArray();
  }

  @Test
  void fresh_normal_errors_stay_below_25() {
    var calibration = Calibration.learn(normal(1000), stopped(200));
    long high = Arrays.stream(normal(10_000)).filter(e -> calibration.score(e) >= 25).count();
    assertThat(high).isLessThan(50);
  }

  @Test
  void a_stop_scores_75_and_more() {
    var calibration = Calibration.learn(normal(1000), stopped(200));
    long low = Arrays.stream(stopped(1000)).filter(e -> calibration.score(e) < 75).count();
    assertThat(low).isLessThan(100);
  }

  @Test
  void without_examples_of_a_fault_it_is_twice_the_threshold_and_three_at_least() {
    var regular = Calibration.learn(new double[100]);
    assertThat(regular.threshold()).isEqualTo(1.5);
    assertThat(regular.stop()).isEqualTo(3);
    var noisy = new double[100];
    Arrays.fill(noisy, 4);
    assertThat(Calibration.learn(noisy).stop()).isCloseTo(2 * 1.3 * 4, within(1e-9));
  }

  @Test
  void a_few_troubles_among_the_normal_windows_do_not_hide_the_next_one() {
    var mostly = new double[100];
    Arrays.fill(mostly, 0, 5, 9);
    assertThat(Calibration.learn(mostly).threshold()).isEqualTo(1.5);
    Arrays.fill(mostly, 0, 6, 9);
    assertThat(Calibration.learn(mostly).threshold()).isGreaterThan(9);
  }

  @Test
  void the_score_never_falls_as_the_error_grows_and_stays_in_its_range() {
    var calibration = Calibration.learn(normal(1000), stopped(200));
    double last = 0;
    for (double error = 0; error < 1e4; error = error * 1.01 + 0.001) {
      double score = calibration.score(error);
      assertThat(score).isBetween(last, 100.0);
      last = score;
    }
    assertThat(last).isGreaterThan(95);
  }

  @Test
  void the_score_has_no_jump_at_its_anchors() {
    var calibration = Calibration.learn(normal(1000), stopped(200));
    for (double anchor : new double[] {calibration.threshold(), calibration.stop()}) {
      assertThat(calibration.score(anchor * (1 - 1e-9)))
          .isCloseTo(calibration.score(anchor), within(0.1));
    }
  }

  @Test
  void a_constant_series_without_any_error_still_has_finite_scores() {
    var calibration = Calibration.learn(new double[100], new double[0]);
    assertThat(calibration.score(0)).isBetween(0.0, 25.0);
    assertThat(calibration.score(1)).isBetween(75.0, 100.0);
  }
}
