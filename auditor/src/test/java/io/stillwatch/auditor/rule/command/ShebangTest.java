// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.finding.Finding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the kernel and env make of a first line, tried on Linux with coreutils.
class ShebangTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "#!/usr/bin/env python3 | ok | -",
        "#!/usr/bin/env python | not on the PATH | python3",
        "#!/usr/bin/env bsah | not on the PATH | bash",
        "#!/usr/bin/env python3 -u | called 'python3 -u' | -S python3 -u",
        "#!/usr/bin/env -S python3 -u | ok | -",
        "#!/usr/bin/env -S python -u | not on the PATH | python3",
        "#!/usr/bin/env -i python | ok | -",
        "#!/usr/bin/env A=1 python | ok | -",
        "#!/usr/bin/env | ok | -",
        "#!/bin/bahs | does not exist | /bin/bash",
        "#! /bin/sh -e | ok | -",
        "#!/usr/bin/env python3<CR> | carriage return | ''",
        "#!/bin/bash -e<CR> | carriage return | ''"
      })
  void a_script_starts_or_not(String line, String why, @Nullable String meant) {
    var script = new FileStat("f", "0755", 0, 0, false, line.replace("<CR>", "\r"));
    var findings =
        HostFixture.debian()
            .furnished()
            .programs("/usr/bin", "env", "python3", "bash")
            .stat("/opt/tools/job", script)
            .file("/etc/cron.d/example", "5 1 * * * root /opt/tools/job\n")
            .findings();
    if (why.equals("ok")) assertThat(findings).isEmpty();
    else {
      assertThat(findings).singleElement().extracting(Finding::rule).isEqualTo("CC04");
      assertThat(findings.getFirst().explanation().title()).contains(why);
      assertThat(findings.getFirst().explanation().suggestion()).isEqualTo(meant);
    }
  }

  @Test
  void carriage_returns_are_taken_from_every_line() {
    var script = new FileStat("f", "0755", 0, 0, false, "#!/bin/sh\r");
    var host =
        HostFixture.debian()
            .furnished()
            .stat("/opt/tools/job", script)
            .file("/etc/cron.d/example", "5 1 * * * root /opt/tools/job\n");
    assertThat(host.only("CC04").explanation().remedy())
        .isEqualTo("sed -i 's/\\r$//' /opt/tools/job");
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/tools/job, true",
    "cd /opt/tools && ./job, true",
    "PATH=/opt/bin:$PATH /opt/tools/job, false",
    "export PATH=/opt/bin; /opt/tools/job, false",
    ". /etc/profile; /opt/tools/job, false",
    "bash -lc /opt/tools/job, false",
    "sudo -u ops /opt/tools/job, false"
  })
  void env_looks_on_the_path_of_the_table_unless_the_line_sets_another(String line, boolean found) {
    var host =
        HostFixture.debian()
            .furnished()
            .programs("/usr/bin", "env", "sudo", "bash")
            .stat("/opt/tools/job", new FileStat("f", "0755", 0, 0, false, "#!/usr/bin/env node"))
            .file("/etc/cron.d/example", "5 1 * * * root " + line + "\n");
    assertThat(host.rules().contains("CC04")).isEqualTo(found);
  }

  /// Debian's run-parts leaves a text without a first line to the kernel, which refuses it; that of
  /// cronie is a script of bash, which runs it.
  @ParameterizedTest
  @CsvSource({"tidy, 0755, true", "tidy, 0644, false", "tidy.bak, 0755, false"})
  void a_script_of_a_folder_needs_an_interpreter(String name, String mode, boolean found) {
    var script = new FileStat("f", mode, 0, 0, false, FileStat.NO_SHEBANG);
    var path = "/etc/cron.daily/" + name;
    assertThat(HostFixture.debian().furnished().stat(path, script).rules().contains("CC04"))
        .isEqualTo(found);
    assertThat(HostFixture.cronie().furnished().stat(path, script).rules()).doesNotContain("CC04");
  }

  /// Without a first line the shell of the job runs it: right for its own language only.
  @ParameterizedTest
  @CsvSource({"job.py, true", "job.pl, true", "job.sh, false", "job, false"})
  void a_script_of_another_language_needs_an_interpreter(String name, boolean found) {
    var script = new FileStat("f", "0755", 0, 0, false, FileStat.NO_SHEBANG);
    var path = "/opt/tools/" + name;
    for (var line : new String[] {path, "cd /opt/tools && ./" + name}) {
      var host = HostFixture.debian().furnished().stat(path, script);
      host.file("/etc/cron.d/example", "5 1 * * * root " + line + "\n");
      assertThat(host.rules().contains("CC04")).isEqualTo(found);
    }
    var read = HostFixture.debian().furnished().stat(path, script);
    read.file("/etc/cron.d/example", "5 1 * * * root /usr/bin/php " + path + "\n");
    assertThat(read.rules()).doesNotContain("CC04");
  }
}
