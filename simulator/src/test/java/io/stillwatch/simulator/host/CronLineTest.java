// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronLineTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '30 2 * * *',      2026-03-18T02:30, true
          '30 2 * * *',      2026-03-18T02:31, false
          '*/15 * * * *',    2026-03-18T11:45, true
          '*/15 * * * *',    2026-03-18T11:46, false
          '0 19 * * 1-5',    2026-03-20T19:00, true
          '0 19 * * 1-5',    2026-03-21T19:00, false
          '40 5 * * 0',      2026-03-22T05:40, true
          '47 6 * * 7',      2026-03-22T06:47, true
          '10 6 1 * *',      2026-04-01T06:10, true
          '10 6 1 * *',      2026-04-02T06:10, false
          '0 0 13 * 5',      2026-03-20T00:00, true
          '0 0 13 * 5',      2026-03-13T00:00, true
          '0 0 13 * 5',      2026-03-14T00:00, false
          '52 3,15 * * *',   2026-03-14T15:52, true
          '0 0 1-10/3 2 *',  2026-02-07T00:00, true
          """)
  void is_due_when_debian_cron_would_start_it(String fields, LocalDateTime at, boolean due) {
    var table = ConfigText.ofRoot("/etc/cron.d/x", "A=b\n# note\n" + fields + " root /bin/true\n");
    assertThat(CronLine.of(table)).singleElement().matches(l -> l.times().match(at) == due);
  }

  @Test
  void logs_the_command_as_cron_does() {
    var text = "17 *\t* * *\troot    cd / && tar -cf $(date +\\%F).tar %input\n";
    var line = CronLine.of(ConfigText.ofRoot("/etc/crontab", text)).getFirst();
    assertThat(line.user()).isEqualTo("root");
    assertThat(line.command()).isEqualTo("   cd / && tar -cf $(date +%F).tar ");
  }

  @Test
  void a_crontab_of_a_user_has_no_column_for_the_user() {
    var table = ConfigText.crontabOf(Account.person("deploy", 1002), "5 4 * * * tar -x\n");
    assertThat(CronLine.of(table).getFirst().user()).isEqualTo("deploy");
    assertThat(CronLine.of(table).getFirst().command()).isEqualTo("tar -x");
    assertThat(table.reloadMessage()).isEqualTo("(deploy) RELOAD (crontabs/deploy)");
  }
}
