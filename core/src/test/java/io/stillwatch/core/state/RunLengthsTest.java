// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunLengthsTest {
  private static RunLengths of(String seconds) {
    var lengths = RunLengths.NONE;
    for (var one : seconds.split(" ", -1))
      lengths = lengths.with(Duration.ofSeconds(Long.parseLong(one)));
    return lengths;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "four runs are too few, 60 60 60 60, ",
    "three times the longest and ten minutes, 10 20 30 40 50, PT12M30S",
    "a job that ends at once may take ten minutes, 0 0 0 0 0, PT10M"
  })
  void the_maximum_runtime_follows_the_longest_run(String what, String seconds, Duration most) {
    assertThat(of(seconds).most()).isEqualTo(Optional.ofNullable(most));
  }

  @ParameterizedTest(name = "{0}: {1} then {2} s is too short: {3}")
  @CsvSource({
    "too few runs are known, 600 600 600 600, 1, false",
    "less than a tenth of the median, 600 600 600 600 600, 59, true",
    "a tenth of the median is not too short, 600 600 600 600 600, 60, false",
    "quick jobs are never too short, 59 59 59 59 59, 0, false",
    "a minute is worth watching, 60 60 60 60 60, 5, true",
    "one long run does not move the median, 60 60 60 60 9000, 50, false"
  })
  void a_run_is_too_short_against_the_median(
      String what, String seconds, long took, boolean tooShort) {
    assertThat(of(seconds).tooShort(Duration.ofSeconds(took))).isEqualTo(tooShort);
  }

  @Test
  void the_last_twenty_runs_count() {
    var lengths = of("9000");
    for (int i = 0; i < 20; i++) lengths = lengths.with(Duration.ofSeconds(10));
    assertThat(lengths.most()).contains(Duration.ofSeconds(630));
  }

  @Test
  void an_unusual_length_is_known_by_its_run_and_counts_for_nothing_else() {
    var lengths = RunLengths.NONE.withUnusual(Sample.day(1), Duration.ofSeconds(7));
    assertThat(lengths.of(Sample.day(1))).isEqualTo(Duration.ofSeconds(7));
    assertThat(lengths.of(Sample.day(2))).isZero();
    assertThat(lengths.seconds()).isEmpty();
  }

  @Test
  void a_job_that_continues_another_one_knows_the_lengths_of_both_in_order() {
    var earlier = RunLengths.NONE.with(Duration.ofSeconds(1));
    var both = RunLengths.NONE.with(Duration.ofSeconds(2)).continuing(earlier);
    assertThat(both.seconds()).containsExactly(1L, 2L);
  }
}
