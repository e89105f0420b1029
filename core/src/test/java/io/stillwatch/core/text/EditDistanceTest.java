// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "logrotate, logrotate, 0",
    "logrotate, logrotat, 1",
    "logrotate, logroatte, 1",
    "logrotate, lograte, 2",
    "logrotate, lgorotaet, 2",
    "ca, abc, 3",
    "kitten, sitting, 3"
  })
  void an_edit_is_a_letter_more_less_or_other_or_a_swap_of_neighbours(
      String a, String b, int distance) {
    assertThat(EditDistance.between(a, b)).isEqualTo(distance);
    assertThat(EditDistance.between(b, a)).isEqualTo(distance);
  }

  @Test
  void a_bound_never_changes_what_is_within_it() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      var a = word(random);
      var b = word(random);
      int whole = EditDistance.between(a, b);
      for (int bound = 0; bound <= 5; bound++) {
        assertThat(EditDistance.between(a, b, bound))
            .as("%s to %s within %d", a, b, bound)
            .isEqualTo(Math.min(whole, bound + 1));
      }
    }
  }

  private static String word(Random random) {
    var word = new StringBuilder();
    int length = random.nextInt(9);
    for (int i = 0; i < length; i++) word.append((char) ('a' + random.nextInt(3)));
    return word.toString();
  }

  @Test
  @Timeout(20)
  void two_long_words_are_compared_near_the_diagonal_only() {
    var a = "ab".repeat(250_000); // the whole table would have 250,000,000,000 cells
    var b = a.substring(0, 300_000) + "x" + a.substring(300_000);
    assertThat(EditDistance.between(a, b, 2)).isEqualTo(1);
    assertThat(EditDistance.between(a, "c" + a.substring(1) + "dd", 2)).isEqualTo(3);
  }
}
