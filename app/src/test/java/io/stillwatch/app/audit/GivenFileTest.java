// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenFileTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 1 * * * root /srv/a.sh | SYSTEM",
        "0 1 * * * www-data php /srv/a.php | SYSTEM",
        "0 1 * * * deploy /srv/a.sh | SYSTEM",
        "0 1 * * * /bin/bash /srv/a.sh | USER",
        "0 1 * * * cd /srv && ./a.sh | USER",
        "0 1 * * * (cd /srv && ./a.sh) | USER",
        "@daily backup-all | USER",
        "*/5 * * * * FOO=1 python x.py | USER",
      })
  void jobs_tell_whether_a_table_has_a_user_column(String line, FileKind kind) {
    assertThat(GivenFile.of("repo/my.cron", line + "\n").orElseThrow().kind()).isEqualTo(kind);
  }

  @Test
  void comments_and_prose_tell_nothing() {
    var text =
        "# run the nightly backup of all the shop databases now\n0 1 * * * /bin/bash /srv/a.sh\n";
    assertThat(GivenFile.of("repo/crontab", text).orElseThrow().kind()).isEqualTo(FileKind.USER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cronrc", "anacrontab.orig", "cron.md", "etc/default/cron", "cron.sh"})
  void a_file_that_only_has_cron_in_its_name_is_no_table(String name) {
    assertThat(GivenFile.of(name, "export EDITOR=vi\nREADONLY=1\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "etc/avahi/services/ssh.service | <?xml version=\"1.0\"?>",
        "usr/share/dbus-1/system-services/fi.w1.service | [D-BUS Service]",
        "www/crontab.xsl | <xsl:text>* * * * * /x</xsl:text>",
        "packages/logrotate.sysconfig | ARG=1",
        "chaperone.d/300-logrotate.conf | logrotate.service: {",
        "scripts/check-logrotate.mjs | import x"
      })
  void files_of_other_programs_are_none(String path, String line) {
    assertThat(GivenFile.of(path, line + "\n")).isEmpty();
  }

  @Test
  void a_text_about_cron_is_no_table() {
    var text = "How to use cron\nedit:\nlist:\nremove:\nand so on\n* * * * * /x/example\n";
    assertThat(GivenFile.of("crontab.txt", text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "etc/cron.d/x, SYSTEM",
    "srv/etc/logrotate.d/x, LOGROTATE",
    "etc/anacrontab, ANACRONTAB",
    "var/spool/cron/crontabs/ops, USER",
    "units/x.timer, UNIT"
  })
  void a_place_decides_before_the_text(String path, FileKind kind) {
    assertThat(GivenFile.of(path, "anything\n").orElseThrow().kind()).isEqualTo(kind);
  }
}
