// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How queries are built of their parts, and where parsing stops.
class KqlParserTest {
  private static KqlQuery parse(String text) {
    return new KqlParser(text, LogFields.UNKNOWN).query();
  }

  @ParameterizedTest(name = "{0}: column {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a:            | 3",
        "a and         | 6",
        "(a            | 3",
        "a)            | 2",
        "a:{ b:c       | 8",
        "size > x*     | 8",
        "a:*b          | 3",
        "and a         | 1",
      })
  void an_error_names_the_column_where_something_else_was_expected(String text, int column) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            KqlException.class, error -> assertThat(error.column()).isEqualTo(column));
  }

  @Test
  void and_binds_closer_than_or_and_not_closest() {
    assertThat(parse("a or not b and c"))
        .isEqualTo(
            new KqlQuery.AnyOf(
                List.of(
                    parse("a"),
                    new KqlQuery.AllOf(List.of(new KqlQuery.Not(parse("b")), parse("c"))))));
  }

  @Test
  void brackets_may_be_twenty_levels_deep() {
    assertThat(parse("(".repeat(KqlQuery.MAX_DEPTH) + "a" + ")".repeat(KqlQuery.MAX_DEPTH)))
        .isEqualTo(parse("a"));
    var deeper = "(".repeat(KqlQuery.MAX_DEPTH + 1) + "a" + ")".repeat(KqlQuery.MAX_DEPTH + 1);
    assertThatThrownBy(() -> parse(deeper)).isInstanceOf(KqlException.class);
  }

  @Test
  void brackets_that_were_closed_do_not_count() {
    var many = "(a) or ".repeat(KqlQuery.MAX_DEPTH) + "(a)";
    assertThat(parse(many)).isInstanceOf(KqlQuery.AnyOf.class);
  }

  @Test
  void more_than_fifty_conditions_are_too_many() {
    var fifty = "a or ".repeat(KqlQuery.MAX_CONDITIONS - 1) + "a";
    assertThat(parse(fifty)).isInstanceOf(KqlQuery.AnyOf.class);
    assertThatThrownBy(() -> parse(fifty + " or a")).isInstanceOf(KqlException.class);
  }
}
