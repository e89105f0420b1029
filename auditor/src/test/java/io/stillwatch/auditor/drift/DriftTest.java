// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final String TABLE =
      "# jobs\n15 2 * * * root mysqldump x\n20 3 * * * ops /opt/tools/rotate.sh\n";

  private static HostFixture host(String table) {
    return HostFixture.debian().furnished().file("/etc/cron.d/jobs", table);
  }

  @Test
  void equal_configurations_have_none() {
    var config = host(TABLE).request().config();

    assertThat(Drift.between(config, config)).isEmpty();
  }

  @Test
  void a_line_that_was_edited_is_paired_with_what_it_was() {
    var changes =
        Drift.between(
            host(TABLE).request().config(),
            host("# new\n" + TABLE.replace("15 2", "15 4")).request().config());

    assertThat(changes)
        .containsExactly(
            new Change("/etc/cron.d/jobs", 1, "a line", "", "# new"),
            new Change(
                "/etc/cron.d/jobs",
                3,
                "a line",
                "15 2 * * * root mysqldump x",
                "15 4 * * * root mysqldump x"));
  }

  @Test
  void lines_that_only_moved_did_not_change() {
    var moved = "20 3 * * * ops /opt/tools/rotate.sh\n# jobs\n15 2 * * * root mysqldump x\n";

    assertThat(Drift.between(host(TABLE).request().config(), host(moved).request().config()))
        .isEmpty();
  }

  @Test
  void the_mode_of_a_script_touches_the_job_that_runs_it() {
    var before = host(TABLE);
    var after = host(TABLE).stat("/opt/tools/rotate.sh", "f", "0644", 0).before(before);

    assertThat(after.findings())
        .filteredOn(f -> f.rule().equals("DR01"))
        .singleElement()
        .satisfies(f -> assertThat(f.explanation().title()).endsWith("which touches rotate.sh"));
  }

  @Test
  void what_only_one_of_the_two_tells_is_no_change() {
    var after = host(TABLE).stat("/opt/tools/other.sh", "f", "0644", 0).before(host(TABLE));

    assertThat(after.rules()).doesNotContain("DR01");
  }

  @Test
  void a_job_that_is_gone_is_named_once_whether_its_line_or_its_file_went() {
    var line = host("# jobs\n15 2 * * * root mysqldump x\n").before(host(TABLE));
    var file = HostFixture.debian().furnished().before(host(TABLE));

    assertThat(line.only("CF14").explanation().title()).contains("/opt/tools/rotate.sh is gone");
    assertThat(file.rules()).filteredOn("CF14"::equals).hasSize(2);
  }
}
