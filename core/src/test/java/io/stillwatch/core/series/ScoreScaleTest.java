// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoreScaleTest {
  private final ScoreScale scale = new ScoreScale(2, 8);

  @Test
  void an_error_at_the_threshold_stands_out_and_one_at_its_end_is_certain() {
    assertThat(scale.score(2)).isEqualTo(25);
    assertThat(scale.score(4)).isCloseTo(50, within(1e-9));
    assertThat(scale.score(8)).isEqualTo(75);
    assertThat(scale.separation()).isEqualTo(4);
  }

  @Test
  void a_hundred_is_never_reached() {
    assertThat(scale.score(16)).isCloseTo(87.5, within(1e-9));
    assertThat(scale.score(1e300)).isBetween(99.0, 100.0);
  }

  @Test
  void the_certain_is_above_the_threshold() {
    assertThatThrownBy(() -> new ScoreScale(2, 2)).hasMessageContaining("threshold 2.0");
  }
}
