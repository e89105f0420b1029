// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.job.Job;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigAuditorTest {
  private static final String TABLE = "/etc/cron.d/rds";

  @Test
  void says_what_it_could_not_check_and_why() {
    var bare = HostFixture.debian().file(TABLE, "5 1 * * * root /usr/bin/true x\n").request();
    assertThat(new ConfigAuditor().notChecked(bare))
        .contains(
            "CF05 not checked: needs the mode and owner of tables",
            "CL16 not checked: needs the users of the host");
  }

  @Test
  void ids_survive_lines_that_come_and_go() {
    var text = "61 1 * * * root /usr/bin/true a\n5 1 * * * root /usr/bin/true b\n";
    var before = HostFixture.debian().file(TABLE, text);
    var after = HostFixture.debian().file(TABLE, "# new\n\n" + text);
    assertThat(after.jobs())
        .extracting(Job::id)
        .isEqualTo(before.jobs().stream().map(Job::id).toList());
    assertThat(after.findings())
        .extracting(Finding::id)
        .isEqualTo(before.findings().stream().map(Finding::id).toList());
  }

  @Test
  void equal_lines_are_two_jobs() {
    var host =
        HostFixture.debian()
            .file(TABLE, "5 1 * * * root /usr/bin/true\n5 13 * * * root /usr/bin/true\n");
    assertThat(host.jobs()).extracting(Job::id).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void a_last_line_that_does_not_end_is_read_to_its_end() {
    var host = HostFixture.debian().file(TABLE, "0 30 * * * root /usr/bin/true");
    assertThat(host.rules()).contains("CF01", "CL01");
    var noUser = HostFixture.debian().file(TABLE, "0 3 * * * cp -R /a /b >/dev/null 2>1");
    assertThat(noUser.rules()).contains("CF01", "CL14", "CC08");
  }

  @Test
  void two_faults_on_one_line_are_two_findings() {
    var host =
        HostFixture.debian()
            .furnished()
            .file(TABLE, "5 1 * * * dba mysqldmp app | gizp > /tmp/x\n");
    assertThat(host.findings())
        .extracting(f -> f.explanation().suggestion())
        .containsExactly("mysqldump", "gzip");
    assertThat(host.findings()).extracting(Finding::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "61 2 * * * root echo “hi”, CL01",
    "61 2 * * * root echo a–b, CL01",
    "61 2 * * * root echo \u202ehi, CL01",
    "15 2 * * *\u00a0root /usr/bin/true, CF03",
    "15 \u202d2 * * * root /usr/bin/true, CF03"
  })
  void a_character_behind_the_fault_does_not_hide_it(String line, String rule) {
    var host = HostFixture.debian().furnished().file(TABLE, line + "\n");
    assertThat(host.findings()).extracting(Finding::rule).contains(rule);
  }

  @Test
  void an_access_list_makes_a_denial_a_mere_possibility() {
    var host =
        HostFixture.debian()
            .furnished()
            .file(TABLE, "5 1 * * * dba /opt/tools/acl.sh\n")
            .stat("/opt/tools/acl.sh", new FileStat("f", "0750", 0, 0, true, ""));
    var finding = host.only("CC03");
    assertThat(finding.severity()).isEqualTo(Severity.INFO);
    assertThat(finding.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(finding.jobsLost()).isEmpty();
  }

  @Test
  void a_closed_folder_above_the_script_is_named() {
    var host =
        HostFixture.debian()
            .furnished()
            .file(TABLE, "5 1 * * * dba /srv/tools/x.sh\n")
            .stat("/srv/tools", "d", "0750", 0)
            .stat("/srv/tools/x.sh", "f", "0755", 0);
    assertThat(host.only("CC03").explanation().title()).startsWith("dba may not enter /srv/tools");
  }

  @Test
  void a_copy_that_was_switched_off_by_its_name_has_no_jobs() {
    var host = HostFixture.debian().file(TABLE + ".bak", "5 1 * * * root /usr/bin/true x\n");
    assertThat(host.jobs()).isEmpty();
    assertThat(host.findings()).isEmpty();
  }

  @Test
  void cronie_reads_names_and_modes_otherwise() {
    var line = "5 1 * * * root /usr/bin/true x\n";
    assertThat(HostFixture.cronie().file("/etc/cron.d/a.b", line).findings()).isEmpty();
    assertThat(HostFixture.cronie().file(TABLE, line, "0755", 0).rules()).containsExactly("CF05");
    assertThat(HostFixture.debian().file(TABLE, line, "0755", 0).findings()).isEmpty();
  }

  @Test
  void without_facts_a_misspelt_command_is_a_warning() {
    var finding = HostFixture.debian().file(TABLE, "5 1 * * * root mysqldmp app\n").only("CC01");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void a_spool_table_is_mended_through_crontab() {
    var host =
        HostFixture.debian()
            .furnished()
            .file("/var/spool/cron/crontabs/ops", "0 2 * * 5-1 /opt/tools/rotate.sh\n");
    assertThat(host.only("CL06").explanation().remedy())
        .isEqualTo("crontab -u ops -l | sed '1s#5-1#5-6,0-1#' | crontab -u ops -");
  }

  @Test
  void a_misspelt_logrotate_takes_its_rotations_along() {
    var host =
        HostFixture.debian()
            .furnished()
            .file("/etc/logrotate.conf", "weekly\n/var/log/syslog {\n}\n")
            .file(TABLE, "5 1 * * * root /usr/sbin/logrotat /etc/logrotate.conf\n");
    assertThat(host.only("CC02").jobsLost())
        .hasSize(2)
        .isEqualTo(host.jobs().stream().map(Job::id).toList());
  }

  /// cron's PATH is short; the program that was meant may be elsewhere.
  @ParameterizedTest
  @CsvSource({
    "logrotat, true, /usr/sbin/logrotate",
    "logrotat, false, /usr/sbin/logrotate",
    "logrotate, true, /usr/sbin/logrotate",
    "mysqldmp, true, mysqldump",
    "frobnicat, false, "
  })
  void names_the_program_that_is_not_on_the_path(
      String command, boolean complete, @Nullable String suggestion) {
    var host =
        HostFixture.debian()
            .furnished()
            .programs("/usr/sbin", "frobnicate")
            .stat("/etc/cron.daily/logrotate", "f", "0755", 0)
            .stat("/var/lib/logrotate", "d", "0755", 0)
            .file(TABLE, "5 1 * * * root " + command + " /opt/x.conf\n");
    if (!complete) host.partlyKnown();
    if (suggestion == null) {
      assertThat(host.rules()).doesNotContain("CC01");
      return;
    }
    assertThat(host.only("CC01").explanation().suggestion()).isEqualTo(suggestion);
    assertThat(host.only("CC01").explanation().remedy()).doesNotContain("install");
  }

  /// systemd looks in more folders than those of the files that a snapshot holds.
  @ParameterizedTest
  @CsvSource({
    "'', ABSENT, true",
    "/usr/lib/systemd/system/, PRESENT, false",
    "/run/systemd/generator/, PRESENT, false",
    "/run/systemd/generator.early/, PRESENT, false",
    "/run/systemd/generator.late/, PRESENT, false",
    "/run/systemd/system.attached/, PRESENT, false"
  })
  void a_timer_needs_a_service(String folder, String presence, boolean found) {
    for (var unit : List.of("dump", "dump@daily")) {
      var service = unit.startsWith("dump@") ? "dump@.service" : "dump.service";
      var host = HostFixture.debian().furnished();
      for (var dir : List.of("/etc", "/usr/lib", "/lib")) {
        host.absent(dir + "/systemd/system/" + service);
      }
      if (presence.equals("PRESENT")) host.stat(folder + service, "f", "0644", 0);
      host.file(
          "/etc/systemd/system/" + unit + ".timer",
          "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n");
      host.file("/etc/systemd/system/dumb.service", "[Service]\nExecStart=/usr/bin/true\n");
      assertThat(host.rules().contains("TM04")).as(unit).isEqualTo(found);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "eu-centrl-1, ERROR",
    "eu-west1, ERROR",
    "eu-west-9, WARNING",
    "eu-west-1, ",
    "us-isof-south-1, ",
    "auto --endpoint-url https://r2.example, ",
    "eu-west-9 --profile archive, ",
    "garage --profile=archive, ",
    "eu-centrl-1 --profile archive, ERROR"
  })
  void a_region_in_a_table_is_one_of_aws(String region, Finding.@Nullable Severity severity) {
    var host =
        HostFixture.debian()
            .furnished()
            .file(
                TABLE, "5 1 * * * root /usr/bin/aws rds describe-events --region " + region + "\n");
    assertThat(host.findings())
        .filteredOn(f -> f.rule().equals("CC24"))
        .extracting(Finding::severity)
        .isEqualTo(Stream.ofNullable(severity).toList());
  }

  /// A profile may name an endpoint with regions of its own.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_PROFILE=archive\n5 1 * * * root ",
        "5 1 * * * root AWS_PROFILE=archive ",
        "5 1 * * * root export AWS_PROFILE=archive; "
      })
  void a_profile_may_have_other_regions(String before) {
    var host =
        HostFixture.debian()
            .furnished()
            .file(TABLE, before + "/usr/bin/aws s3 ls --region garage\n");
    assertThat(host.rules()).doesNotContain("CC24");
  }
}
