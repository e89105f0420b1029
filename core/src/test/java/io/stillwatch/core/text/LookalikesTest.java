// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
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
    assertThat(nearest(all, text)).contains(500);
  }

  @Test
  void what_was_removed_or_may_not_be_found_is_not() {
    assertThat(all.nearest(TEXT, i -> i != 500, _ -> true, NUMBER))
        .isPresent()
        .get()
        .isNotEqualTo(500);
    all.remove(500);
    assertThat(nearest(all, TEXT)).isPresent().get().isNotEqualTo(500);
    assertThat(all.nearest(TEXT, _ -> false, _ -> true, NUMBER)).isEmpty();
    assertThat(all.nearest(TEXT, _ -> true, _ -> false, NUMBER)).isEmpty();
  }

  @Test
  void what_may_not_be_found_takes_the_place_of_no_neighbour() {
    assertThat(all.nearest(TEXT, i -> i == 900, _ -> true, NUMBER)).contains(900);
  }

  @Test
  void only_the_texts_of_neighbours_are_compared() {
    var compared = new HashSet<String>();
    assertThat(all.nearest("0500 x", _ -> true, compared::add, NUMBER)).isPresent();
    assertThat(compared).hasSizeBetween(4, 16);
  }

  @Test
  void of_one_text_the_first_by_order_is_found_however_many_have_it() {
    var same = new Lookalikes<Integer>();
    IntStream.range(0, 100).forEach(i -> same.add(TEXT, i));
    assertThat(nearest(same, TEXT + " -q")).contains(0);
    assertThat(same.nearest(TEXT, _ -> true, _ -> true, NUMBER.reversed())).contains(99);
    same.remove(0);
    assertThat(nearest(same, TEXT)).contains(1);
    assertThat(nearest(new Lookalikes<>(), TEXT)).isEmpty();
  }

  private static Optional<Integer> nearest(Lookalikes<Integer> all, String text) {
    return all.nearest(text, _ -> true, _ -> true, NUMBER);
  }

  @Test
  void texts_that_have_nothing_in_common_are_found_by_their_order() {
    var unlike = new Lookalikes<Integer>();
    for (int i = 0; i < 4; i++) unlike.add(Character.toString('a' + i).repeat(100), i);
    assertThat(nearest(unlike, "x".repeat(100))).contains(0);
  }

  @Test
  void long_texts_are_compared_by_their_beginning_and_up_to_a_number_of_edits() {
    var text = "x".repeat(Lookalikes.COMPARED);
    assertThat(Lookalikes.edits(text + "a", text + "b", 10)).isZero();
    assertThat(Lookalikes.edits(text, "y".repeat(500), 40)).isEqualTo(41);
    assertThat(Lookalikes.edits("abc", "abd", 10)).isEqualTo(1);
  }
}
