// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.state.CommandLog;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.CommandLog.OpenRun;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandBookTest {
  private static final Instant NOW = Sample.MONDAY;
  private static final CommandKey CONFIGURED = CommandKey.of("root", "mysqldump -pREDACTED --all");
  private static final CommandKey LOGGED = CommandKey.of("root", "mysqldump -pa$b --all");

  private final CommandBook book = new CommandBook(CommandLog.EMPTY);

  private static OpenRun run(String command, long pid, int second) {
    return new OpenRun(
        "job", CommandKey.of("root", command), pid, NOW.plusSeconds(second), Optional.empty());
  }

  @Test
  void a_line_whose_password_was_replaced_is_the_one_that_cron_logs() {
    book.owned(CONFIGURED, List.of("job"));
    assertThat(book.ownersOfRedacted(LOGGED)).containsExactly("job");
    assertThat(book.ownersOfRedacted(CommandKey.of("dba", LOGGED.command()))).isEmpty();
    assertThat(book.ownersOfRedacted(CommandKey.of("root", "mysqldump --all"))).isEmpty();
  }

  @Test
  void what_was_seen_before_the_configuration_came_belongs_to_it() {
    book.started(LOGGED, NOW);
    assertThat(book.writtenAs(CONFIGURED)).containsExactly(CONFIGURED, LOGGED);
    assertThat(book.writtenAs(LOGGED)).containsExactly(LOGGED);
  }

  @Test
  void an_end_belongs_to_the_run_of_its_process_else_to_the_oldest_of_its_command() {
    book.opened(run("a", 1, 0));
    book.opened(run("a", 2, 10));
    book.opened(run("b", 3, 20));
    assertThat(book.endedBy(CommandKey.of("root", "a"), 2)).containsExactly(run("a", 2, 10));
    assertThat(book.endedBy(CommandKey.of("root", "a"), 99)).containsExactly(run("a", 1, 0));
    assertThat(book.endedBy(CommandKey.of("root", "a"), 99)).isEmpty();
    assertThat(book.endedBy(CommandKey.of("root", "b"), 0)).containsExactly(run("b", 3, 20));
  }

  @Test
  void a_failure_belongs_to_the_run_of_its_process_else_to_the_newest_of_its_command() {
    book.opened(run("a", 1, 0));
    book.opened(run("a", 2, 10));
    assertThat(book.failedBy("", 1)).containsExactly(run("a", 1, 0));
    assertThat(book.failedBy("a", 99)).containsExactly(run("a", 2, 10));
    assertThat(book.failedBy("", 99)).isEmpty();
    assertThat(book.failedBy("", 0)).isEmpty();
  }

  @Test
  void of_commands_without_a_known_job_only_the_thousand_seen_last_are_remembered() {
    for (int i = 0; i < 3_000; i++) {
      var key = CommandKey.of("root", "c" + i);
      book.started(key, NOW.plusSeconds(i));
      book.owned(key, List.of(i < 1_500 ? "known" : "seen once"));
      book.opened(run("c" + i, i, i));
    }
    book.forgetOldest("known"::equals);
    var commands = book.freeze().commands();
    assertThat(commands).hasSize(2_500);
    assertThat(commands).containsKey(CommandKey.of("root", "c0"));
    assertThat(commands).doesNotContainKey(CommandKey.of("root", "c1999"));
    assertThat(commands).containsKey(CommandKey.of("root", "c2000"));
    assertThat(book.freeze().open()).hasSize(256);
  }

  @Test
  void a_run_that_has_not_ended_for_a_week_is_not_waited_for() {
    book.opened(run("a", 1, 0));
    book.opened(run("a", 2, 8 * 86_400));
    assertThat(book.freeze().open()).hasSize(1);
  }
}
