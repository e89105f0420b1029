// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.CommandLog.OpenRun;
import io.stillwatch.core.state.CommandLog.Seen;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLogTest {
  private static final CommandKey BACKUP = CommandKey.of("root", "/usr/local/bin/backup");
  private static final CommandKey REPORT = CommandKey.of("www", "/usr/local/bin/report");

  @Test
  void the_auditor_reads_what_was_started_in_the_order_in_which_it_was_seen() {
    var commands = new LinkedHashMap<CommandKey, Seen>();
    commands.put(REPORT, seen(3));
    commands.put(CommandKey.of("root", "never-started"), seen(0));
    commands.put(BACKUP, seen(1));
    var log = new CommandLog(commands, List.of(), List.of(), List.of());
    assertThat(log.observed())
        .extracting("user", "command", "runs")
        .containsExactly(
            tuple("www", "/usr/local/bin/report", 3), tuple("root", "/usr/local/bin/backup", 1));
  }

  @Test
  void space_around_a_command_makes_no_other_one() {
    assertThat(CommandKey.of("root", " /usr/local/bin/backup ")).isEqualTo(BACKUP);
    assertThat(CommandKey.of("www", "/usr/local/bin/backup")).isNotEqualTo(BACKUP);
  }

  @Test
  void a_run_must_end_within_what_was_known_when_it_started() {
    assertThat(open(Optional.of(Duration.ofHours(2))).mustEndBy())
        .contains(Sample.day(1).plus(Duration.ofHours(2)));
    assertThat(open(Optional.empty()).mustEndBy()).isEmpty();
  }

  @Test
  void the_caller_cannot_change_it_afterwards() {
    var commands = new LinkedHashMap<>(Map.of(BACKUP, seen(1)));
    var log = new CommandLog(commands, List.of(), List.of(), List.of());
    commands.clear();
    assertThat(log.commands()).containsOnlyKeys(BACKUP);
  }

  private static Seen seen(int runs) {
    return new Seen(Sample.day(0), Sample.day(1), runs, List.of("job"));
  }

  private static OpenRun open(Optional<Duration> most) {
    return new OpenRun("job", BACKUP, 4711, Sample.day(1), most);
  }
}
