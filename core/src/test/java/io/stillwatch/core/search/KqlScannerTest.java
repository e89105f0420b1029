// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KqlScannerTest {
  @ParameterizedTest(name = "{0} -> {1}, then {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "host.name: a    | host.name | ': a'",
        "disk full       | disk full | ''",
        "disk full  )    | disk full | ')'",
        "a and b         | a         | ' and b'",
        "android         | android   | ''",
        "rotat*          | rotat*    | ''",
        "a\\:b             | a:b       | ''",
        "\\and            | and       | ''",
        "tab\\tc          | 'tab\tc'  | ''",
        "\\u0041bc        | Abc       | ''"
      })
  void a_value_ends_at_a_special_character_or_a_keyword(String text, String value, String rest) {
    var scanner = new KqlScanner(text);
    var read = scanner.unquoted().orElseThrow();
    assertThat(read.toString()).isEqualTo(value.replace("\\t", "\t"));
    assertThat(text.substring(scanner.position()).strip()).isEqualTo(rest.strip());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"':'", "'(a)'", "''", "'and b'"})
  void there_is_no_value_where_none_begins(String text) {
    assertThat(new KqlScanner(text).unquoted()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'a and b', true",
    "'a AND b', true",
    "'a and(b)', true",
    "'a andb', false",
    "'a or b', false"
  })
  void a_keyword_stands_apart(String text, boolean taken) {
    var scanner = new KqlScanner(text);
    assertThat(scanner.take('a')).isTrue();
    int before = scanner.position();
    assertThat(scanner.takeKeyword("and")).isEqualTo(taken);
    if (!taken) assertThat(scanner.position()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"'<=1', AT_MOST", "'>=1', AT_LEAST", "'<1', LESS", "'>1', MORE"})
  void the_longest_comparison_is_taken(String text, KqlQuery.Bound bound) {
    var scanner = new KqlScanner(text);
    assertThat(scanner.takeBound()).contains(bound);
    assertThat(scanner.nextIs('1')).isTrue();
  }

  @Test
  void a_quoted_value_keeps_what_is_special_outside() {
    assertThat(new KqlScanner("\"a: (b) \\\"c\\\" *\" d").quoted()).isEqualTo("a: (b) \"c\" *");
  }

  @ParameterizedTest(name = "{0}: column {1}")
  @CsvSource({"'\"open', 1", "'\"a \\x\"', 4", "'\"\\u00zz\"', 2", "'\"end\\', 5"})
  void an_error_names_the_column(String text, int column) {
    assertThatThrownBy(() -> new KqlScanner(text).quoted())
        .isInstanceOfSatisfying(
            KqlException.class, error -> assertThat(error.column()).isEqualTo(column));
  }
}
