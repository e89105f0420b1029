// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemedyTest {
  @Test
  void quotes_every_argument_that_a_shell_would_read_otherwise() {
    assertThat(Remedy.run("mv", "/srv/it's", "/srv/$(reboot)").text())
        .isEqualTo("mv '/srv/it'\\''s' '/srv/$(reboot)'");
    assertThat(Remedy.run("usermod", "--expiredate", "", "ops").text())
        .isEqualTo("usermod --expiredate '' ops");
  }

  @Test
  void has_no_command_for_a_name_with_control_characters() {
    assertThat(Remedy.run("rm", "/etc/cron.d/a\nreboot").text())
        .isEqualTo("# edit by hand: 'rm /etc/cron.d/a\\nreboot'");
    assertThat(Remedy.edit("/etc/x\u001b[2J", "1d").text()).startsWith("# edit by hand: 'correct");
    assertThat(Remedy.look("decide", "ls", "/srv/a\u202eb").text()).startsWith("# edit by hand");
    assertThat(Remedy.byHand("write\u001b[2J").text()).doesNotContain("\u001b");
  }

  @Test
  void leaves_a_name_to_a_person_that_sql_would_read_otherwise() {
    assertThat(Remedy.sql("ALTER EVENT ? ENABLE", "purge").text())
        .isEqualTo("ALTER EVENT purge ENABLE");
    assertThat(Remedy.sql("ALTER EVENT ? ENABLE", "x; DROP TABLE y").text())
        .startsWith("# edit by hand");
    assertThat(Remedy.sql("ALTER EVENT ? ENABLE", "rotate-logs").text())
        .isEqualTo("# edit by hand: ALTER EVENT rotate-logs ENABLE");
    assertThat(Remedy.sql("UPDATE cron.job SET active = true WHERE jobname = '?'", "a-b").text())
        .isEqualTo("UPDATE cron.job SET active = true WHERE jobname = 'a-b'");
  }

  @Test
  void quotes_the_words_for_a_person_that_a_shell_would_run() {
    assertThat(Remedy.byHand("write $(reboot) it's").text())
        .isEqualTo("# edit by hand: 'write $(reboot) it'\\''s'");
    assertThat(Remedy.editor("/etc/x", 2, "write a; reboot").text())
        .isEqualTo("${EDITOR:-vi} +2 /etc/x  # edit by hand: 'write a; reboot'");
    assertThat(Remedy.look("decide by `id`", "ls").text())
        .isEqualTo("ls  # edit by hand: 'decide by `id`'");
    assertThat(Remedy.byHand("name an interpreter that exists, e.g. /bin/sh").text())
        .isEqualTo("# edit by hand: name an interpreter that exists, e.g. /bin/sh");
  }

  @Test
  void tells_systemd_that_a_unit_changed() {
    assertThat(Remedy.edit("/etc/systemd/system/a.timer", "2d").text())
        .isEqualTo("sed -i 2d /etc/systemd/system/a.timer && systemctl daemon-reload");
    assertThat(Remedy.edit("units/a.timer", "2d").text()).isEqualTo("sed -i 2d units/a.timer");
  }

  @Test
  void names_a_file_as_it_was_given() {
    var spool = Remedy.sed("2d", "/var/spool/cron/crontabs/ops", "ops");
    assertThat(spool.text()).isEqualTo("crontab -u ops -l | sed 2d | crontab -u ops -");
    assertThat(spool.shownAs("", _ -> "my tables/ops").text())
        .isEqualTo("sed -i 2d 'my tables/ops'");
    assertThat(
            Remedy.move("/etc/cron.d/a.b", "/etc/cron.d/a-b")
                .shownAs("/etc/cron.d/a.b", _ -> "repo/a.b")
                .text())
        .isEqualTo("mv repo/a.b repo/a-b");
  }

  @Test
  void prints_no_secret() {
    assertThat(Remedy.edit("/etc/crontab", "3s#PASSWORD=x#PASSWORD=hunter2sEcret#").text())
        .startsWith("# edit by hand")
        .doesNotContain("hunter2");
  }
}
