// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.finding.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// cronie reads the word after the times as the user and then options of its own, of which it has
/// one; the parser was run on each line.
class UserMissingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 * * * /usr/sbin/logrotate -f /etc/logrotate.conf | The user is missing before '/usr/sbin/logrotate'",
        "@daily /usr/sbin/logrotate -f /etc/logrotate.conf | The user is missing before '/usr/sbin/logrotate'",
        "0 0 * * * find /tmp | The user is missing before 'find'",
        "0 0 * * * find -delete x | The user is missing before 'find'",
        "0 0 * * * tar -czf /opt/x.tgz /srv | The user is missing before 'tar'",
        "0 0 * * * root -q /usr/bin/true | cron knows no option -q before a command",
        "0 0 * * * ops -q /usr/bin/true | cron knows no option -q before a command"
      })
  void cronie_takes_an_option_of_the_command_for_its_own(String line, String title) {
    assertThat(HostFixture.cronie().furnished().file("/etc/cron.d/example", line + "\n").findings())
        .filteredOn(f -> f.severity() == Finding.Severity.ERROR)
        .singleElement()
        .satisfies(f -> assertThat(f.rule()).isEqualTo("CL14"))
        .satisfies(f -> assertThat(f.explanation().title()).startsWith(title));
  }
}
