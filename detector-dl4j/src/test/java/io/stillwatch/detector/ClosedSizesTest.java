// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClosedSizesTest {
  private static final double DAY = 86_400;

  /// Four days of one size, and a weekend that is three times as long and large.
  private static final ClosedSizes WEEKS =
      new ClosedSizes(
          new double[] {9_000, 10_000, 11_000, 10_000, 30_000, 30_000, 33_000},
          new double[] {DAY, DAY, DAY, DAY, 3 * DAY, 3 * DAY, 3 * DAY});

  @Test
  void a_weekend_is_held_against_weekends() {
    assertThat(WEEKS.usual(DAY)).isEqualTo(10_000);
    assertThat(WEEKS.usual(3 * DAY)).isEqualTo(30_000);
    assertThat(WEEKS.spread()).isCloseTo(0.14, within(0.02));
  }

  @Test
  void what_was_never_written_for_so_long_is_held_against_all() {
    assertThat(WEEKS.usual(30 * DAY)).isEqualTo(11_000);
    assertThat(WEEKS.most()).isEqualTo(33_000);
  }

  @Test
  void tiny_logs_are_no_scale() {
    var tiny =
        new ClosedSizes(new double[] {1, 2, 3, 4, 5}, new double[] {DAY, DAY, DAY, DAY, DAY});
    assertThat(tiny.usual(DAY)).isEqualTo(1_024);
    assertThat(tiny.most()).isEqualTo(1_024);
    assertThat(ClosedSizes.UNKNOWN.known()).isFalse();
  }
}
