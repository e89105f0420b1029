// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.state.CommandLog.CommandKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedCommandTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the secret is any word                     | mysqldump -pREDACTED --all  | mysqldump -pa$b --all       | true
          at the end of the line                     | curl -u REDACTED            | curl -u me:secret           | true
          two secrets                                | a -uREDACTED -pREDACTED x   | a -uroot -psecret x         | true
          a secret with blanks                       | a -pREDACTED x              | a -p'one two' x             | true
          the rest must be the same                  | mysqldump -pREDACTED --all  | mysqldump -psecret --one    | false
          nothing in place of the secret             | a -pREDACTED                | a -p                        | false
          another command                            | mysqldump -pREDACTED        | pg_dump -psecret            | false
          the command itself is not another one      | a -pREDACTED                | a -pREDACTED                | false
          without a secret nothing matches           | a -p x                      | a -p y                      | false
          """)
  void the_logged_command_is_the_configured_one_with_its_secrets(
      String what, String configured, String logged, boolean matches) {
    assertThat(
            RedactedCommand.matches(
                CommandKey.of("root", configured), CommandKey.of("root", logged)))
        .isEqualTo(matches);
  }

  @Test
  void another_user_has_another_command() {
    assertThat(
            RedactedCommand.matches(
                CommandKey.of("root", "a -pREDACTED"), CommandKey.of("dba", "a -psecret")))
        .isFalse();
  }

  @Test
  void hostile_commands_take_linear_time() {
    var configured = CommandKey.of("root", "a " + "REDACTED b ".repeat(2_000) + "c");
    var logged = CommandKey.of("root", "a " + "b ".repeat(200_000));
    long before = System.nanoTime();
    assertThat(RedactedCommand.matches(configured, logged)).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }
}
