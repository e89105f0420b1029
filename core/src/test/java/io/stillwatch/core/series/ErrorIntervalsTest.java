// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.series.ErrorIntervals.ErrorInterval;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Three hundred errors of 1, every tenth of 1.15, and what stands out of them.
class ErrorIntervalsTest {
  private static final ErrorIntervals RULE = new ErrorIntervals(4, 0);

  private static double[] errors() {
    var errors = new double[300];
    for (int i = 0; i < errors.length; i++) errors[i] = i % 10 == 0 ? 1.15 : 1;
    return errors;
  }

  private static double[] with(int at, double... bump) {
    var errors = errors();
    System.arraycopy(bump, 0, errors, at, bump.length);
    return errors;
  }

  private static List<String> bounds(List<ErrorInterval> found) {
    return found.stream().map(one -> one.first() + "-" + one.last()).toList();
  }

  @Test
  void an_interval_is_where_errors_stand_out() {
    var found = RULE.find(with(151, 40, 50, 45));
    assertThat(bounds(found)).containsExactly("151-153");
    assertThat(found.getFirst().peak()).isEqualTo(152);
    assertThat(found.getFirst().error()).isCloseTo(50, within(1e-9));
    assertThat(found.getFirst().excess()).isGreaterThan(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "usual errors do not stand out, 1.15, 0",
    "nor does one hardly above the highest other one, 1.3, 0",
    "one clearly above it does, 1.4, 1"
  })
  void only_what_is_clearly_above_the_rest_stands_out(String what, double error, int found) {
    assertThat(RULE.find(with(151, error))).hasSize(found);
  }

  @Test
  void intervals_are_widened_to_both_sides_and_joined_where_they_touch() {
    var wide = new ErrorIntervals(4, 5);
    assertThat(bounds(wide.find(with(151, 50)))).containsExactly("146-156");
    assertThat(bounds(wide.find(with(151, 50, 1, 1, 1, 1, 1, 1, 1, 50))))
        .containsExactly("146-164");
  }

  @Test
  void of_two_that_are_far_apart_both_are_found() {
    var errors = with(40, 50);
    errors[220] = 40;
    assertThat(bounds(RULE.find(errors))).containsExactly("40-40", "220-220");
  }

  @Test
  void where_nothing_varies_or_is_known_nothing_stands_out() {
    var same = new double[300];
    Arrays.fill(same, 7);
    assertThat(RULE.find(same)).isEmpty();
    assertThat(RULE.find(new double[300])).isEmpty();
    Arrays.fill(same, Double.NaN);
    assertThat(RULE.find(same)).isEmpty();
  }

  @Test
  void errors_that_are_not_known_count_for_nothing() {
    var errors = with(151, 50);
    for (int i = 60; i < 100; i++) errors[i] = Double.NaN;
    assertThat(bounds(RULE.find(errors))).containsExactly("151-151");
  }
}
