// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KqlQueryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "''                                  | everything",
        "'   '                               | everything",
        "*                                   | everything",
        "logrotate                           | any field is logrotate",
        "disk full                           | 'any field has any of the words \"disk full\"'",
        "'\"disk full\"'                     | 'any field has the phrase \"disk full\"'",
        "rotat*                              | any field fits rotat*",
        "host.name: ops-1                    | host.name is ops-1",
        "host.name:*                         | host.name is present",
        "host.name : db*                     | host.name fits db*",
        "process.*: cron                     | process.* is cron",
        "'message: \"exit status 127\"'      | 'message has the phrase \"exit status 127\"'",
        "log.offset >= 10                    | log.offset is at least 10",
        "log.offset<10                       | log.offset is less than 10",
        "'@timestamp > \"2026-11-20\"'       | @timestamp is more than 2026-11-20",
        "a:1 and b:2 or c:3                  | (a is 1 and b is 2) or c is 3",
        "a:1 AND (b:2 OR c:3)                | a is 1 and (b is 2 or c is 3)",
        "not a:1 and b:2                     | not (a is 1) and b is 2",
        "NOT (a:1 or b:2)                    | not (a is 1 or b is 2)",
        "(a:1)and(b:2)                       | a is 1 and b is 2",
        "a:(x or y)                          | a is x or a is y",
        "a:(not x)                           | not (a is x)",
        "a:(x and not (y or z))              | a is x and not (a is y or a is z)",
        "cannot read                         | 'any field has any of the words \"cannot read\"'",
        "oracle and android                  | any field is oracle and any field is android",
        "items:{ name: x and size > 3 }      | one items where (name is x and size is more than 3)",
        "'a: b  '                            | a is b",
        "a: \\and                            | a is and",
        "a: \\*\\(\\u0041                    | a is *(A",
        "'a: \"say \\\"no\\\"\"'             | 'a has the phrase \"say \"no\"\"'",
      })
  void is_understood_as_kibana_does(String kql, String inWords) {
    assertThat(KqlQuery.parse(kql).inWords()).isEqualTo(inWords);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a:                    | 3  | 'Expected a value, \"(\", \"{\"'",
        "a: (b or c            | 11 | 'Expected AND, OR, \")\"'",
        "a: b)                 | 5  | Expected AND, OR, end of input",
        "a: b and              | 9  | 'Expected a field, a value, NOT, \"(\"'",
        "(a: b                 | 6  | 'Expected AND, OR, \")\"'",
        "a:{b:c                | 7  | 'Expected AND, OR, \"}\"'",
        "'a: \"open'           | 4  | Expected a closing quote for the one",
        "a > *                 | 5  | Expected a value without *",
        "a >=                  | 5  | Expected a value after >=",
        "'message:*lgo'        | 9  | Expected a letter before *",
        "a: \\x                | 4  | Expected one of",
        "a: \\u12              | 4  | Expected four hexadecimal digits",
        ": b                   | 1  | 'Expected a field, a value, NOT, \"(\"'",
        "a: b: c               | 5  | Expected AND, OR, end of input",
        "'a:b or or c'         | 8  | 'Expected a field, a value, NOT, \"(\"'",
      })
  void says_what_it_expected_and_where(String kql, int column, String expected) {
    assertThatThrownBy(() -> KqlQuery.parse(kql))
        .isInstanceOfSatisfying(
            KqlException.class, e -> assertThat(e.column()).as(e.getMessage()).isEqualTo(column))
        .hasMessageStartingWith(expected);
  }

  @Test
  void keeps_the_pieces_of_a_pattern_apart_from_an_escaped_star() {
    assertThat(KqlQuery.parse("path: a\\*b*c"))
        .isEqualTo(
            new KqlQuery.Is(
                KqlText.exact("path"), new KqlValue.Pattern(new KqlText(List.of("a*b", "c")))));
  }

  @ParameterizedTest
  @ValueSource(ints = {KqlQuery.MAX_CONDITIONS + 1, 200})
  void refuses_more_conditions_than_a_search_should_have(int conditions) {
    var kql = String.join(" or ", java.util.Collections.nCopies(conditions, "a:1"));
    assertThatThrownBy(() -> KqlQuery.parse(kql))
        .isInstanceOf(KqlException.class)
        .hasMessageContaining("Expected at most");
  }

  @Test
  void refuses_brackets_without_end() {
    var kql = "(".repeat(400) + "a:1" + ")".repeat(400);
    assertThatThrownBy(() -> KqlQuery.parse(kql))
        .isInstanceOf(KqlException.class)
        .hasMessageContaining("levels of brackets");
  }
}
