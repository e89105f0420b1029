// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphemesTest {
  private static final String FAMILY =
      "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
  private static final String FLAG = "\uD83C\uDDE9\uD83C\uDDEA";

  @Test
  void a_character_keeps_its_marks_and_parts() {
    assertThat(Graphemes.start("e\u0301e\u0301", 3)).isEqualTo("e\u0301");
    assertThat(Graphemes.start("a" + FAMILY + "b", 7)).isEqualTo("a");
    assertThat(Graphemes.start("a" + FAMILY + "b", 8)).isEqualTo("a" + FAMILY);
    assertThat(Graphemes.start(FLAG + FLAG, 3)).isEqualTo(FLAG);
    assertThat(Graphemes.wordsAtEnd("ae\u0301", 1)).isEmpty();
    assertThat(Graphemes.wordsAtEnd("a" + FLAG, 2)).isEqualTo(FLAG);
  }

  @ParameterizedTest
  @CsvSource({
    "'the quick brown fox', 12, 'the quick'",
    "'the quick brown fox', 15, 'the quick brown'",
    "'the quick brown fox', 19, 'the quick brown fox'",
    "'a verylongwordwithoutanend', 12, 'a verylongwo'",
    "'word', 0, ''"
  })
  void a_beginning_ends_between_words_if_that_costs_little(String text, int most, String start) {
    assertThat(Graphemes.wordsAtStart(text, most)).isEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({
    "'the quick brown fox', 11, 'brown fox'",
    "'the quick brown fox', 9, 'brown fox'",
    "'verylongwordwithoutanend', 8, 'outanend'",
    "'word', 9, 'word'",
    "'word', 0, ''"
  })
  void an_end_begins_between_words_if_that_costs_little(String text, int most, String end) {
    assertThat(Graphemes.wordsAtEnd(text, most)).isEqualTo(end);
  }

  @Test
  void pieces_are_whole_characters_and_add_up_to_the_text() {
    var text = ("x" + FAMILY).repeat(5);
    var pieces = Graphemes.pieces(text, 10);
    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces).allMatch(piece -> piece.codePointCount(0, piece.length()) <= 10);
    assertThat(pieces).allMatch(piece -> !piece.startsWith("\u200D") && !piece.endsWith("\u200D"));
  }

  @Test
  void a_character_without_end_is_limited() {
    var marks = "a" + "\u0301".repeat(500) + "b";
    assertThat(Graphemes.limited(marks, 16)).isEqualTo("a" + "\u0301".repeat(15) + "b");
    assertThat(Graphemes.limited(FAMILY, 16)).isEqualTo(FAMILY);
    var chain = "\uD83D\uDC68\u200D".repeat(100) + "\uD83D\uDC68";
    assertThat(Graphemes.limited(chain, 16)).doesNotEndWith("\u200D");
    assertThat(Graphemes.pieces("a" + "\u0301".repeat(50), 10)).hasSize(6);
  }
}
