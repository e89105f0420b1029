// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.search.FieldValues;
import io.stillwatch.core.search.LogFields;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final LogFields FIELDS =
      new LogFields(
          new TreeMap<>(
              Map.of(
                  "host.name", LogFields.Type.KEYWORD,
                  "host.type", LogFields.Type.KEYWORD,
                  "process.name", LogFields.Type.KEYWORD,
                  "process.pid", LogFields.Type.NUMBER)));

  private final Suggestions suggestions =
      new Suggestions(
          FIELDS,
          (field, prefix) ->
              List.of(
                  new FieldValues.Count(field + "=" + prefix + "..", 7),
                  new FieldValues.Count("a \"b\"", 1)));

  /// The caret is at the end; what is suggested first, and what the text becomes with it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~                                    | host.name:",
        "ho                                    | host.name:",
        "name                                  | host.name:",
        "process.p                             | process.pid",
        "~host.name ~                          | host.name :",
        "~host.name:~                          | host.name:\"host.name=..\"",
        "~host.name: o~                        | host.name: \"host.name=o..\"",
        "~host.name: \"o p~                    | host.name: \"host.name=o p..\"",
        "~host.name: (ops-1 or o~              | host.name: (ops-1 or \"host.name=o..\"",
        "~host.name: ops-1 ~                   | host.name: ops-1 and",
        "~host.name: \"ops-1\" ~               | host.name: \"ops-1\" and",
        "~host.name: ops-1 and ~               | host.name: ops-1 and host.name:",
        "~host.name: ops-1 and pro~            | host.name: ops-1 and process.name:",
        "~not (ho~                             | not (host.name:",
        "~process.pid > ~                      | process.pid > \"process.pid=..\"",
        "~host.name: (a or b) ~                | host.name: (a or b) and",
      })
  void what_fits_at_the_caret_is_suggested(String text, String completed) throws Exception {
    var first = suggestions.at(text, text.length()).getFirst();
    var result = text.substring(0, first.from()) + first.text() + text.substring(first.to());
    assertThat(result.strip()).isEqualTo(completed);
  }

  @Test
  void numbers_are_compared_too() throws Exception {
    assertThat(suggestions.at("process.pid ", 12))
        .extracting(Suggestion::text)
        .contains(">= ", "< ");
    assertThat(suggestions.at("host.name ", 10)).extracting(Suggestion::text).doesNotContain(">= ");
  }

  @Test
  void a_value_is_quoted_so_that_it_means_itself() throws Exception {
    assertThat(suggestions.at("host.name: ", 11))
        .extracting(Suggestion::text)
        .contains("\"a \\\"b\\\"\" ");
  }

  @Test
  void no_text_and_no_caret_fails() throws Exception {
    var random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(14);
      for (int j = 0; j < length; j++)
        text.append("a:<>=()\"\\{} \tand or not host.name*".charAt(random.nextInt(34)));
      int caret = random.nextInt(length + 2);
      for (var each : suggestions.at(text.toString(), caret)) {
        assertThat(each.from()).isBetween(0, length);
        assertThat(each.to()).isBetween(each.from(), length);
      }
    }
  }
}
