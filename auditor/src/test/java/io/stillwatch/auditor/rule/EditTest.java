// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 2 0 * * true | 5 | 0 | 1 | s#0#1#2",
        "0 2 0 * * true | 1 | 0 | 1 | s#0#1#",
        "a/b a/b | 5 | a/b | c | s#a/b#c#2",
        "rotate 7 | 1 | 7 | 8 | s#7#8#",
        "aaa aa | 5 | aa | b | s#aa#b#2",
      })
  void replaces_the_text_at_the_column(
      String line, int column, String from, String to, String script) {
    var edit = new Edit("/etc/x", 3, from, to, "");
    assertThat(edit.command(line, column).text()).isEqualTo("sed -i '3" + script + "' /etc/x");
  }

  @Test
  void quotes_the_name_of_the_file() {
    assertThat(new Edit("/srv/my tables/it's", 1, "a", "b", "").command("a", 1).text())
        .isEqualTo("sed -i '1s#a#b#' '/srv/my tables/it'\\''s'");
  }

  @Test
  void leaves_to_a_person_what_is_not_on_the_line() {
    assertThat(new Edit("/etc/x", 2, "daily", "weekly", "").command("rotate x", 1).text())
        .isEqualTo("${EDITOR:-vi} +2 /etc/x  # edit by hand: write weekly");
  }
}
