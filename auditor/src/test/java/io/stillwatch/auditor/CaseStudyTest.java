// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.RotationRule;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// The stories that the product was made for.
class CaseStudyTest {
  private static final String TABLE = "/etc/cron.d/dbtools";

  private static HostFixture misspelt() {
    return HostFixture.debian()
        .furnished()
        .file(
            TABLE,
            "# slow logs\n15 2 * * * dba /opt/dbtools/rotate-slow-lgo.sh orders-mysql >/dev/null 2>&1\n")
        .stat("/opt/dbtools", "d", "0755", 0)
        .absent("/opt/dbtools/rotate-slow-lgo.sh")
        .stat("/opt/dbtools/rotate-slow-log.sh", new FileStat("f", "0644", 0, 0, false, "/bin/sh"));
  }

  @Test
  void names_the_misspelt_script_its_line_and_the_command_that_mends_it() {
    var job = misspelt().jobs().getFirst();
    var finding = misspelt().only("CC02");
    assertThat(job.name()).isEqualTo("rotate-slow-lgo.sh orders-mysql");
    assertThat(job.definition().user()).isEqualTo("dba");
    assertThat(finding.place()).hasToString("db-tools-1:" + TABLE + ":2:16");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(finding.jobsLost()).containsExactly(job.id());
    assertThat(finding.explanation().suggestion()).isEqualTo("/opt/dbtools/rotate-slow-log.sh");
    assertThat(finding.explanation().remedy())
        .isEqualTo(
            "sed -i '2s#/opt/dbtools/rotate-slow-lgo\\.sh#/opt/dbtools/rotate-slow-log.sh#' "
                + TABLE);
  }

  @Test
  void names_the_missing_permission_behind_the_typo() {
    var finding = misspelt().only("CC03");
    assertThat(finding.explanation().title())
        .isEqualTo("dba may not run /opt/dbtools/rotate-slow-log.sh (mode 0644, owner root)");
    assertThat(finding.explanation().remedy())
        .isEqualTo("chmod a+rx /opt/dbtools/rotate-slow-log.sh");
    assertThat(finding.jobsLost()).containsExactly(misspelt().jobs().getFirst().id());
  }

  @Test
  void sees_from_the_log_alone_that_logrotate_became_logrotat() {
    var host =
        HostFixture.debian()
            .file("/etc/logrotate.conf", "weekly\n/var/log/syslog {\n}\n")
            .ran(
                "root",
                "/usr/sbin/logrotate /etc/logrotate.conf >/dev/null 2>&1",
                Instant.parse("2025-01-06T06:25:01Z"),
                Instant.parse("2025-05-06T06:25:01Z"),
                121)
            .ran(
                "root",
                "/usr/sbin/logrotat /etc/logrotate.conf >/dev/null 2>&1",
                Instant.parse("2025-05-07T06:25:01Z"),
                Instant.parse("2025-05-07T06:25:01Z"),
                1)
            .ran(
                "root",
                "   cd / && run-parts --report /etc/cron.hourly",
                Instant.parse("2025-01-06T00:17:01Z"),
                Instant.parse("2025-05-07T07:17:01Z"),
                2900);
    var finding = host.only("CC01");
    assertThat(finding.explanation().title())
        .isEqualTo("Since 2025-05-07 cron runs /usr/sbin/logrotat instead of /usr/sbin/logrotate");
    assertThat(finding.explanation().suggestion()).isEqualTo("/usr/sbin/logrotate");
    assertThat(finding.explanation().evidence())
        .contains("logrotate /etc", "logrotat /etc", "121 runs");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(finding.place().path()).isEqualTo("cron");
    assertThat(finding.jobsLost()).containsExactly(host.jobs().getFirst().id());
  }

  @Test
  void the_way_back_from_a_typo_is_no_fault() {
    var host =
        HostFixture.debian()
            .ran(
                "root",
                "/usr/sbin/logrotate x",
                Instant.parse("2025-01-06T06:25:01Z"),
                Instant.parse("2025-05-09T06:25:01Z"),
                121)
            .ran(
                "root",
                "/usr/sbin/logrotat x",
                Instant.parse("2025-05-07T06:25:01Z"),
                Instant.parse("2025-05-08T06:25:01Z"),
                2);
    assertThat(host.findings()).isEmpty();
  }

  @Test
  void a_rejected_table_is_a_finding_even_if_nobody_sent_us_its_text() {
    var at = Instant.parse("2026-11-21T00:03:01Z");
    var host =
        HostFixture.debian()
            .file("/etc/logrotate.conf", "weekly\n/var/log/syslog {\n}\n")
            .said(
                new LogEvent.ConfigError("/etc/cron.d/logrotate", "bad day-of-week"),
                at,
                "Error: bad day-of-week; while reading /etc/cron.d/logrotate")
            .said(
                new LogEvent.ConfigRejected(
                    "/etc/cron.d/logrotate", "Syntax error, this crontab file will be ignored"),
                at,
                "(*system*logrotate) ERROR (..)");
    var finding = host.only("CL01");
    assertThat(host.findings()).hasSize(1);
    assertThat(finding.place().path()).isEqualTo("/etc/cron.d/logrotate");
    assertThat(finding.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(finding.jobsLost()).containsExactly(host.jobs().getFirst().id());
  }

  @Test
  void a_bad_line_costs_every_job_of_its_table_on_debian_and_one_on_cronie() {
    var text =
        "5 1 * * * root /usr/bin/true a\n61 1 * * * root /usr/bin/true b\n7 1 * * * root /usr/bin/true c\n";
    assertThat(HostFixture.debian().file(TABLE, text).only("CL01").jobsLost()).hasSize(3);
    assertThat(HostFixture.cronie().file(TABLE, text).only("CL01").jobsLost()).hasSize(1);
  }

  @Test
  void rotations_hang_on_the_cron_job_that_runs_logrotate() {
    var host =
        HostFixture.debian()
            .file(
                "/etc/crontab",
                "25 6 * * * root test -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )\n")
            .file(
                "/etc/cron.daily/logrotate", "#!/bin/sh\n/usr/sbin/logrotate /etc/logrotate.conf\n")
            .file("/etc/logrotate.conf", "weekly\ninclude /etc/logrotate.d\n")
            .file(
                "/etc/logrotate.d/app",
                "/var/log/app/*.log {\n daily\n missingok\n notifempty\n}\n/var/log/big.log {\n size 200k\n}\n");
    var jobs = host.jobs();
    assertThat(jobs).hasSize(3);
    var cron = jobs.getFirst();
    assertThat(cron.name()).isEqualTo("run-parts /etc/cron.daily");
    assertThat(jobs.get(1).kind()).isEqualTo(JobKind.LOG_ROTATION);
    assertThat(jobs.get(1).subject()).isEqualTo("/var/log/app/*.log");
    assertThat(jobs.get(1).schedule())
        .isEqualTo(
            new Schedule.Rotation(
                RotationRule.of(Frequency.DAILY, "daily"), cron.schedule(), ZoneId.of("UTC")));
    assertThat(jobs.get(1).definition().conditions()).hasSize(2);
    assertThat(jobs.get(2).schedule())
        .isEqualTo(
            new Schedule.Rotation(
                new RotationRule(Frequency.SIZE, 200 << 10, 0, 0, "size 200k"),
                cron.schedule(),
                ZoneId.of("UTC")));
    assertThat(jobs.subList(1, 3)).allSatisfy(j -> assertThat(j.driver()).isEqualTo(cron.id()));
  }

  @Test
  void a_letter_for_a_digit_keeps_the_job_and_its_schedule() {
    var good = HostFixture.debian().file("/etc/cron.d/x", "20 3 * * * root /opt/a.sh\n");
    var typo = HostFixture.debian().file("/etc/cron.d/x", "2O 3 * * * root /opt/a.sh\n");

    assertThat(typo.jobs().getFirst().id()).isEqualTo(good.jobs().getFirst().id());
    assertThat(typo.jobs().getFirst().schedule()).isEqualTo(good.jobs().getFirst().schedule());
    assertThat(typo.only("CL04").jobsLost()).containsExactly(good.jobs().getFirst().id());
  }
}
