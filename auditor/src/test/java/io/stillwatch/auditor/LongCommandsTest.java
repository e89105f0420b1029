// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.ConfigFile;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A command that is as long as evidence may hold it is audited soon, whatever it is made of.
class LongCommandsTest {
  private static final int LENGTH = ConfigFile.LONGEST_LINE;

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "\t",
        "x",
        "x ",
        "/a",
        "a/",
        "$x ",
        "${x",
        "$((",
        "[ ",
        "[a",
        "[-f ",
        "{1..",
        "; ",
        "| ",
        "> ",
        "'",
        "\"",
        "\\",
        "\\%",
        "a=",
        "a=b ",
        "-",
        "—",
        "<a ",
        "_A",
        "@@A",
        "mysql ",
        "mysql -u x ",
        "docker run ",
        "docker ",
        "kubectl exec ",
        "psql ",
        "tar ",
        "tar a | ",
        "flock ",
        "flock /a/",
        "bash -a",
        "|| true ",
        "; exit 0 ",
        "source ",
        "find -name *a ",
        "a2>&1 ",
        "&>",
        "`",
        "$(",
        "(",
        "<<a ",
        "1 ",
        "* ",
        "REDACTED "
      })
  @Timeout(10)
  void a_long_command(String piece) {
    var command = piece.repeat(LENGTH / piece.length());
    var table = "5 1 * * * root /opt/a " + command + "\n6 1 * * * root " + command + "end\n";
    var audit = HostFixture.debian().furnished().file("/etc/cron.d/example", table).audit();
    assertThat(audit.jobs()).isNotEmpty();
  }
}
