// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the shell of a job says of its command, and which paths the command names.
class CommandSyntaxTest {
  @Test
  void a_missing_path_is_most_likely_one_that_the_table_also_uses() {
    var host =
        HostFixture.debian()
            .furnished()
            .programs("/usr/bin", "tr")
            .absent("/usr/bin/tru")
            .file(
                "/etc/cron.d/example",
                "0 1 * * * root /usr/bin/true\n0 2 * * * root /usr/bin/tru\n");
    assertThat(host.only("CC02").explanation().suggestion()).isEqualTo("/usr/bin/true");
  }

  private static List<String> errors(HostFixture host, String command) {
    return host.file("/etc/cron.d/example", command + "\n").findings().stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .map(Finding::rule)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '|',
      value = {
        "echo \"a b ~ CC06",
        "if [ -x /a ]; then echo a ~ CC06",
        "[ -d /srv ] &&& echo a ~ CC06",
        "[ -d /srv ] && && echo a ~ CC06",
        "[ -x /etc/cron.hourly/0anacron] && echo a ~ CC06",
        "[-d /srv ] && echo a ~ CC06",
        "sh -c 'if true; then echo a' ~ CC06",
        "echo \\%F \"a ~ CC06",
        "echo a >& /dev/null ~ CC07",
        "cat <<< word ~ CC07",
        "date | ( cat ~ CC06"
      })
  void a_command_that_the_shell_refuses_is_an_error(String command, String rule) {
    assertThat(errors(HostFixture.debian(), "5 1 * * * root " + command)).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if [ -x /a ]; then echo a; fi",
        "test -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )",
        "command -v debian-sa1 > /dev/null && debian-sa1 1 1",
        "[ -x /a ] && if [ ! -d /run/systemd/system ]; then /a purge 2>&1 | grep -vE '^$'; fi",
        "echo a 2>&1 >&2",
        "bash -c 'cat <<< word'"
      })
  void a_command_that_the_shell_parses_is_none(String command) {
    assertThat(errors(HostFixture.debian(), "5 1 * * * root " + command)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat <<< word", "echo a >& /dev/null", "diff <(ls) /x"})
  void the_shell_of_the_table_decides(String command) {
    var bash = "SHELL=/bin/bash\n5 1 * * * root " + command;
    assertThat(errors(HostFixture.debian(), bash)).isEmpty();
    assertThat(errors(HostFixture.debian().fact("sh", "bash 5.2"), "5 1 * * * root " + command))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '|',
      value = {
        "$HOME/bin/gone.sh # CC02",
        "~/bin/gone.sh # CC02",
        "\"${HOME}/bin/gone.sh\" --all # CC02",
        "cd $HOME/bin && ./gone.sh # CC02",
        "cd ~ && cd bin && ./gone.sh # CC02",
        "(cd /home/ops/bin; ./gone.sh) # CC02",
        "cd /home/ops/bin && sh gone.sh # CC02",
        "$HOME/bin/plain.sh # CC03",
        "cd ~/bin && ./plain.sh # CC03",
        "bash $HOME/bin/gone.sh # CC02"
      })
  void paths_are_followed_through_the_home_and_cd(String command, String rule) {
    var host =
        HostFixture.debian()
            .user("ops", 1000)
            .stat("/home/ops", "d", "0755", 1000)
            .stat("/home/ops/bin", "d", "0755", 1000)
            .stat(
                "/home/ops/bin/plain.sh", new FileStat("f", "0644", 1000, 1000, false, "#!/bin/sh"))
            .absent("/home/ops/bin/gone.sh");
    assertThat(errors(host, "5 1 * * * ops " + command)).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(cd /srv && true); bin/a.sh", "$UNKNOWN/bin/a.sh", "$HOME/bin/*.sh"})
  void what_is_not_known_is_not_judged(String command) {
    var host = HostFixture.debian().user("ops", 1000).absent("/srv/bin/a.sh");
    assertThat(errors(host, "5 1 * * * ops " + command)).isEmpty();
  }
}
