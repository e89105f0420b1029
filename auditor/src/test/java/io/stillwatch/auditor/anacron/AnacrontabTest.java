// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.anacron;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.auditor.anacron.AnacrontabLine.Fault;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.job.Job;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnacrontabTest {
  private static final String TABLE =
      "# usual\nSHELL=/bin/sh\nSTART_HOURS_RANGE=3-22\n\n1\t5\tcron.daily\trun-parts /etc/cron.daily\n"
          + "@monthly 45 cron.monthly run-parts --report /etc/cron.monthly";

  @Test
  void prints_what_it_read_whatever_it_was() {
    var random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder(TABLE);
      for (int n = 0; n < 3; n++) {
        text.setCharAt(random.nextInt(text.length()), "\n\t\r@=#/ 9".charAt(random.nextInt(9)));
      }
      assertThat(Anacrontab.read(Anacrontab.PATH, text.toString(), Dialect.DEBIAN).print())
          .isEqualTo(text.toString());
    }
  }

  @Test
  void tells_period_name_and_command() {
    var entry = Anacrontab.read(Anacrontab.PATH, TABLE, Dialect.DEBIAN).entries().getFirst();

    assertThat(entry.times().period()).isEqualTo(Duration.ofDays(1));
    assertThat(entry.times().delay()).isEqualTo(Duration.ofMinutes(5));
    assertThat(entry.identifier()).isEqualTo("cron.daily");
    assertThat(entry.command().column()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 5 cron.daily | SYNTAX",
        "1 5 cron/daily run | SYNTAX",
        "x 5 a run | SYNTAX",
        "99999999999 5 a run | RANGE",
        "@dayly 5 a run | PERIOD",
        "@daily 5 a run | PERIOD",
        "START_HOURS_RANGE=22-3 | VALUE",
        "RANDOM_DELAY=ten | VALUE",
      })
  void says_why_anacron_leaves_a_line_out(String line, Fault fault) {
    assertThat(Anacrontab.read(Anacrontab.PATH, line, Dialect.DEBIAN).faults().getFirst().fault())
        .isEqualTo(fault);
  }

  @Test
  void its_jobs_are_expected_and_their_commands_audited() {
    var host =
        HostFixture.debian()
            .furnished()
            .file(Anacrontab.PATH, TABLE + "\n7 10 dump mysqldmp --all 100%\n");

    assertThat(host.jobs())
        .extracting(j -> j.definition().command())
        .containsExactly("cron.daily", "cron.monthly", "dump");
    assertThat(host.only("CC01").explanation().suggestion()).isEqualTo("mysqldump");
    assertThat(host.rules()).doesNotContain("CC05");
  }

  @Test
  void runs_logrotate_where_cron_steps_back_for_it() {
    var jobs =
        HostFixture.debian()
            .furnished()
            .stat("/etc/cron.daily/logrotate", "f", "0755", 0)
            .file(
                "/etc/crontab",
                "25 6 * * * root test -x /usr/sbin/anacron || run-parts /etc/cron.daily\n")
            .file(Anacrontab.PATH, TABLE)
            .file("/etc/logrotate.conf", "/var/log/x.log {\n  rotate 7\n}\n")
            .jobs();

    var daily =
        jobs.stream().filter(j -> j.definition().path().equals(Anacrontab.PATH)).findFirst();
    assertThat(jobs.getLast().driver()).isEqualTo(daily.map(Job::id).orElseThrow());
  }

  /// Debian's anacron was run: its jobs print `/` as their folder and dash as their shell, whatever
  /// SHELL says, and HOME as it is set.
  @Test
  void its_jobs_start_in_the_root_folder() {
    var host =
        HostFixture.debian()
            .furnished()
            .absent("/tools/job.sh")
            .stat("/tools", "d", "0755", 0)
            .stat("/root/job.sh", "f", "0755", 0)
            .file(Anacrontab.PATH, "1 5 a cd tools && ./job.sh\n1 5 b ./job.sh\n");
    assertThat(host.findings())
        .filteredOn(f -> f.rule().equals("CC02"))
        .extracting(f -> f.explanation().title())
        .containsExactly("/tools/job.sh does not exist", "/job.sh does not exist");
    assertThat(host.only("CC11").explanation().title()).isEqualTo("./job.sh is looked for in /");
  }

  @Test
  void a_script_in_the_root_folder_is_found() {
    var host = HostFixture.debian().furnished().stat("/job.sh", "f", "0755", 0);
    assertThat(host.file(Anacrontab.PATH, "1 5 a ./job.sh\n").rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"dash, true", "bash, false"})
  void its_shell_is_sh(String sh, boolean found) {
    var host = HostFixture.debian().furnished().fact("sh", sh);
    host.file(Anacrontab.PATH, "SHELL=/bin/bash\n1 5 a [[ -e /opt ]] && true\n");
    assertThat(host.rules().contains("CC07")).isEqualTo(found);
    assertThat(host.findings()).allMatch(f -> !f.explanation().remedy().contains("SHELL=/bin"));
  }
}
