// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.auditor.rule.Remedy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A line of a stanza is corrected by a command only where no other line can have been meant.
class StanzaRemediesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LC01 | dayly                | s#dayly#daily#
          LC01 | missing_ok           | s#missing_ok#missingok#
          LC01 | rotate: 6            | s#rotate: 6#rotate 6#
          LC01 | rotate7              | s#rotate7#rotate 7#
          LC01 | rotate812            |
          LC01 | rotate-1             |
          LC05 | rotate four          | s#four#4#
          LC05 | rotate 7days         | s#7days#7#
          LC05 | rotate 1d            |
          LC05 | rotate 1;            |
          LC05 | rotate 16}           |
          LC05 | size 100MB           | s#100MB#100M#
          LC05 | size 10Mk            |
          LC05 | weekly rotate 10     |
          LC06 | rotate 7 # days      | s#rotate 7 \\# days#rotate 7#
          LC06 | rotate 7#            |
          LC07 | create root adm 0640 | s#create root adm 0640#create 0640 root adm#
          LC07 | create 0680 root adm |
          LC07 | su app               |
          LC08 | create 640 root roo  | s#create 640 root roo#create 640 root root#
          LC08 | create 640 roo root  | s#create 640 roo root#create 640 root root#
          LC08 | su root:adm          | s#root:adm#root adm#
          LC08 | create 640 roota dm  |
          LC08 | create 640 ro:ot adm |
          """)
  void a_command_or_an_edit_by_hand(String rule, String line, @Nullable String script) {
    var finding =
        HostFixture.debian()
            .furnished()
            .fact("groups", "root adm ops")
            .file("/etc/logrotate.conf", "/var/log/x.log {\n  " + line + "\n}\n")
            .only(rule);
    var remedy = finding.explanation().remedy();
    if (script == null) assertThat(remedy).contains(Remedy.BY_HAND);
    else assertThat(remedy).startsWith("sed -i '2" + script);
  }
}
