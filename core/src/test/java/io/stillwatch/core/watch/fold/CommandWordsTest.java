// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandWordsTest {
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /opt/rotate.sh -v              | /opt/rotate.sh -q --all        | true
          /opt/rotate.sh                 | /usr/local/bin/rotate.sh       | true
          /opt/rotate.sh                 | /opt/rotaet.sh                 | true
          python3 weekly.py              | python3 nightly.py             | false
          bash /opt/a.sh                 | bash /opt/completely-other.sh  | false
          A=1 backup                     | B=22222 restore                | false
          /opt/backup                    | /opt/restore                   | false
          run-parts /etc/cron.daily      | run-parts /etc/cron.weekly     | false
          """)
  void commands_that_read_alike(String one, String other, boolean alike) {
    assertThat(CommandWords.alike(one, other)).isEqualTo(alike);
    assertThat(CommandWords.alike(other, one)).isEqualTo(alike);
  }

  @ParameterizedTest(name = "{0} is named {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backup >/dev/null 2>&1         | backup
          backup >> /var/log/b.log       | backup
          backup &>/dev/null             | backup
          backup                         | backup
          """)
  void jobs_are_named_without_redirections(String command, String name) {
    assertThat(CommandWords.withoutRedirections(command)).isEqualTo(name);
  }

  @Test
  @Timeout(10)
  void a_long_run_of_blanks_is_read_once() {
    var blanks = "/opt/a" + " ".repeat(200_000) + "b";
    assertThat(CommandWords.withoutRedirections(blanks)).isEqualTo(blanks);
    assertThat(CommandWords.withoutRedirections("a " + ">".repeat(200_000))).isEqualTo("a");
    assertThat(CommandWords.firstWordName(blanks)).isEqualTo("a");
  }

  @Test
  void the_first_word_names_the_program() {
    assertThat(CommandWords.firstWordName("/usr/sbin/logrotate -s x")).isEqualTo("logrotate");
  }
}
