// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Commands.Key CONFIGURED =
      Commands.Key.of("root", "mysqldump -pREDACTED --all");
  private static final Commands.Key LOGGED = Commands.Key.of("root", "mysqldump -pa$b --all");

  @Test
  void a_line_whose_password_was_taken_out_is_the_one_that_cron_logs() {
    var commands = new Commands();
    commands.belongs(CONFIGURED, List.of("job"));

    assertThat(commands.ownersButForSecrets(LOGGED)).containsExactly("job");
    assertThat(commands.ownersButForSecrets(Commands.Key.of("dba", LOGGED.command()))).isEmpty();
    assertThat(commands.ownersButForSecrets(Commands.Key.of("root", "mysqldump --all"))).isEmpty();
  }

  @Test
  void what_was_seen_before_the_configuration_came_belongs_to_it() {
    var commands = new Commands();
    commands.note(LOGGED, NOW);

    assertThat(commands.writtenAs(CONFIGURED)).containsExactly(CONFIGURED, LOGGED);
    assertThat(commands.writtenAs(LOGGED)).containsExactly(LOGGED);
  }
}
