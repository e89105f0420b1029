// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.search.LogFilter.Verb;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "host.name|is|ops-1; host.name: ops-1",
        "!host.name|is|ops-1; NOT host.name: ops-1",
        "~host.name|is|ops-1; host.name: ops-1",
        "~!host.name|is|ops-1; NOT host.name: ops-1",
        "^host.name|is|ops-1; host.name: ops-1",
        "^~!host.name|is|ops-1; NOT host.name: ops-1",
        "host.name|one-of|a|b; host.name: a or b",
        "user.name|exists; user.name exists",
        "!user.name|exists; NOT user.name exists",
        "process.pid|between|1|9; process.pid: 1 to 9",
        "message|is|a\\|b\\\\c; message: a|b\\c",
      })
  void a_token_of_an_address_is_a_filter_in_words(String token, String words) {
    var filter = LogFilter.parse(token).orElseThrow();
    assertThat(filter.inWords()).isEqualTo(words);
    assertThat(filter.token()).isEqualTo(token);
    assertThat(filter.enabled()).isEqualTo(!token.contains("~"));
    assertThat(filter.pinned()).isEqualTo(token.startsWith("^"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host.name",
        "host.name|is",
        "host.name|is|a|b",
        "|is|a",
        "a|like|b",
        "a|between|1",
        "a|exists|1",
        "a|one-of"
      })
  void a_token_that_no_filter_has_is_left_out(String token) {
    assertThat(LogFilter.parse(token)).isEmpty();
  }

  @Test
  void any_value_keeps_its_meaning_in_an_address_and_in_the_query() {
    var random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      var value = text(random);
      var filter =
          new LogFilter(
                  text(random) + "a", Verb.ONE_OF, List.of(value, "b"), i % 2 == 0, i % 3 == 0)
              .withPinned(i % 5 == 0);
      assertThat(LogFilter.parse(filter.token())).contains(filter);
      var is = LogFilter.is("message", value).query();
      assertThat(is)
          .isEqualTo(new KqlQuery.Is(KqlText.exact("message"), new KqlValue.Phrase(value)));
    }
  }

  @Test
  void filters_that_are_switched_off_do_not_narrow() {
    var query = KqlQuery.parse("a or b");
    var filter = LogFilter.is("host.name", "ops-1");
    assertThat(LogFilter.narrowed(query, List.of(filter.switched()))).isEqualTo(query);
    assertThat(
            LogFilter.narrowed(query, List.of(filter, LogFilter.exists("user.name").inverted()))
                .inWords())
        .isEqualTo(
            "(any field is a or any field is b) and host.name has the phrase \"ops-1\" and not"
                + " (user.name is present)");
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) text.append("|\\!~^\"*:()a b".charAt(random.nextInt(13)));
    return text.toString();
  }
}
