// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A thousand numbered texts, among which one is looked for.
class LookalikesTest {
  private static final String TEXT = "0500 rotate the log of site 0500";

  private static final Comparator<Integer> NUMBER = Comparator.naturalOrder();

  private final Lookalikes<Integer> all = new Lookalikes<>();

  LookalikesTest() {
    IntStream.range(0, 1_000)
        .forEach(i -> all.add("%04d rotate the log of site %04d".formatted(i, i), i));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TEXT,
        "x0500 rotate the log of site 0500",
        "0500 rotate the log of site 0500 again",
        "0500 rotate the logs of site 0500",
        "500 rotate the log of site 0500"
      })
  void a_text_that_differs_in_one_place_is_found(String text) {
    assertThat(all.nearest(text, _ -> true, NUMBER)).contains(500);
  }

  @Test
  void what_was_removed_or_is_not_wanted_is_not() {
    assertThat(all.nearest(TEXT, i -> i != 500, NUMBER)).isPresent().get().isNotEqualTo(500);
    all.remove(500);
    assertThat(all.nearest(TEXT, _ -> true, NUMBER)).isPresent().get().isNotEqualTo(500);
    assertThat(all.nearest(TEXT, _ -> false, NUMBER)).isEmpty();
  }

  @Test
  void of_many_only_neighbours_are_looked_at_and_the_first_of_those_that_are_as_near_is_found() {
    var same = new Lookalikes<Integer>();
    IntStream.range(0, 100).forEach(i -> same.add(TEXT, i));
    var looked = new HashSet<Integer>();
    assertThat(same.nearest(TEXT, looked::add, NUMBER.reversed())).contains(3);
    assertThat(looked).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(new Lookalikes<Integer>().nearest(TEXT, _ -> true, NUMBER)).isEmpty();
  }

  @Test
  void texts_that_have_nothing_in_common_are_found_by_their_order() {
    var unlike = new Lookalikes<Integer>();
    for (int i = 0; i < 4; i++) unlike.add(Character.toString('a' + i).repeat(100), i);
    assertThat(unlike.nearest("x".repeat(100), _ -> true, NUMBER)).contains(0);
  }

  @Test
  void long_texts_are_compared_by_their_beginning_and_up_to_a_number_of_edits() {
    var text = "x".repeat(Lookalikes.COMPARED);
    assertThat(Lookalikes.edits(text + "a", text + "b", 10)).isZero();
    assertThat(Lookalikes.edits(text, "y".repeat(500), 40)).isEqualTo(41);
    assertThat(Lookalikes.edits("abc", "abd", 10)).isEqualTo(1);
  }
}
