// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          periods since the last run              | 15   | 0.6  | 15 periods since the last run, usually 0.6
          runs in the last period over usual      | 3    | 1    | runs in the last period: 3 times the usual
          lateness of the last run, in periods    | 0.45 | 0    | lateness of the last run: 0.45 periods, usually 0
          size at the last rotation over usual    | 0.02 | 1    | size at the last rotation: 0.02 times the usual
          files over usual                        | 2    | 1    | files: 2 times the usual
          failure of the last run (1 if it failed)| 1    | 0.03 | the last run failed
          failure of the last run (1 if it failed)| 0    | 0.9  | the last run did not fail as usual
          phase (sine)                            | -0.5 | 10   | phase (sine): -0.5, usually 10
          """)
  void a_feature_is_told_in_words(String feature, double observed, double expected, String words) {
    assertThat(new Contribution(feature, observed, expected, 1).inWords()).isEqualTo(words);
  }
}
