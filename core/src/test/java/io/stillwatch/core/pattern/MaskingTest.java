// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "link eth0 is up            | link eth<*> is up",
        "took 10ms                  | took <*>",
        "id ab12 of 3f9c            | id <*> of <*>",
        "table \"orders\" is locked | table \"<*>\" is locked",
        "no such file 'a b'         | no such file '<*>'",
        "at 2026-01-05T02:30:00.123 | at <*>",
        "from 10.0.3.17:5432        | from <*>",
        "session for user anna ended| session for user <*> ended",
        "rhost=db.example.com       | rhost=<*>",
        "lookup db1.eu.example.com  | lookup <*>",
        "two   blanks\tand a tab    | two blanks and a tab",
        "nothing varies here        | nothing varies here",
      })
  void what_varies_is_masked_and_the_rest_stays(String text, String pattern) {
    assertThat(Masking.masked(text)).isEqualTo(pattern);
  }

  @Test
  void the_pattern_of_a_pattern_is_itself() {
    var once = Masking.masked("job 17 of 'nightly' took 3.5s on node-4.eu.example.com");
    assertThat(Masking.masked(once)).isEqualTo(once);
  }

  @Test
  void a_pattern_ends_before_the_word_that_makes_it_too_long() {
    var pattern = Masking.masked("word ".repeat(100));
    assertThat(pattern.length()).isLessThanOrEqualTo(200);
    assertThat(pattern).endsWith("word");
  }
}
