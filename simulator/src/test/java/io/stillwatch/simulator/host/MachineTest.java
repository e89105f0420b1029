// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.simulator.host.Change.Edit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
  private static final String SCRIPT = "/opt/dbtools/rotate-slow-log.sh";
  private Machine ops;

  @BeforeEach
  void boot() {
    ops = new Machine(Hosts.plans().getFirst());
  }

  @ParameterizedTest
  @CsvSource({"0755,true,true", "0744,false,true", "0754,false,true", "0644,false,false"})
  void a_mode_decides_who_may_run_a_script(String mode, boolean dbops, boolean root) {
    ops.apply(new Edit.Chmod(SCRIPT, mode));
    assertThat(ops.runs("dbops", SCRIPT)).isEqualTo(dbops);
    assertThat(ops.runs("root", SCRIPT)).isEqualTo(root);
    assertThat(ops.runs("nobody-here", SCRIPT)).isFalse();
  }

  @Test
  void an_edit_changes_what_cron_starts_and_what_a_snapshot_looks_at() {
    var edit = new Edit.Replace("/etc/cron.d/rds-log-rotation", "rotate-slow-log", "rotate-typo");
    assertThat(ops.apply(edit)).map(ConfigText::path).hasValue("/etc/cron.d/rds-log-rotation");
    assertThat(ops.cronLines())
        .extracting(CronLine::command)
        .contains("/opt/dbtools/rotate-typo.sh orders-mysql >/dev/null 2>&1");
    assertThat(ops.paths()).containsEntry("/opt/dbtools/rotate-typo.sh", PathState.ABSENT);
    assertThat(ops.runs("dbops", "/opt/dbtools/rotate-typo.sh")).isFalse();
    assertThatThrownBy(() -> ops.apply(edit)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void on_every_host_each_command_can_be_found_and_run_by_its_user() {
    for (var plan : Hosts.plans()) {
      var machine = new Machine(plan);
      for (var line : machine.cronLines()) {
        var program = line.command().split(" ", 2)[0];
        if (List.of("cd", "test").contains(program)) continue;
        var found =
            program.startsWith("/")
                ? machine.runs(line.user(), program)
                : machine.programs().get("/usr/bin").contains(program);
        assertThat(found).as("%s: %s", plan.name(), line).isTrue();
      }
    }
  }
}
