// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  @ParameterizedTest(name = "{0} of {1} has ticks every {2} up to {3}")
  @CsvSource({
    // a power of 1024 counts as a unit, so ticks read 1.0 MiB, 2.0 MiB and not 977 KiB
    "BYTES, 3_000_000, 1_048_576, 3_145_728",
    "BYTES, 1000, 500, 1000",
    "BYTES, 1024, 500, 1500",
    "BYTES, 9_663_676_416, 5_368_709_120, 10_737_418_240",
    "BYTES, 943_718_400, 524_288_000, 1_048_576_000",
    "BYTES, 1_048_576_000, 524_288_000, 1_048_576_000",
    "BYTES, 1_073_741_824, 524_288_000, 1_572_864_000",
    "BYTES, 0, 1, 1",
    // minutes, hours and days instead of 8.3 d and 16.7 d
    "HOURS, 0.4, 0.16666666666666666, 0.5",
    "HOURS, 2, 1, 2",
    "HOURS, 24, 12, 24",
    "HOURS, 40, 24, 48",
    "HOURS, 400, 240, 480",
    "HOURS, 1200, 480, 1440",
    "SCORE, 12, 25, 100",
    "SCORE, 99, 25, 100",
  })
  void ticks_are_round_in_the_unit_that_is_shown(
      Charts.Unit unit, String most, String step, String end) {
    var scale = Scale.of(unit, number(most));
    assertThat(scale.step()).isEqualTo(number(step));
    assertThat(scale.end()).isEqualTo(number(end));
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("_", ""));
  }
}
