// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The machine at hand, its file system being a folder.
class LocalHostTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path root;

  @BeforeEach
  void a_host() throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    file("/etc/passwd", "root:x:0:0::/root:/bin/sh\nops:x:4242:4242::/home/ops:/bin/sh\n", "0644");
    file("/etc/group", "root:x:0:\nadm:x:4:ops,other\nops:x:4242:\n", "0644");
    file("/etc/nsswitch.conf", "passwd: files systemd\n", "0644");
    for (var folder : List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/sbin")) {
      Files.createDirectories(at(folder));
    }
    for (var program : List.of("/bin/sh", "/usr/bin/true", "/usr/bin/run-parts")) {
      file(program, "", "0755");
    }
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }

  private void file(String path, String text, String mode) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.writeString(at(path), text);
    var bits = new StringBuilder("rwxrwxrwx");
    int octal = Integer.parseInt(mode, 8);
    for (int i = 0; i < 9; i++) {
      if ((octal >> (8 - i) & 1) == 0) bits.setCharAt(i, '-');
    }
    Files.setPosixFilePermissions(at(path), PosixFilePermissions.fromString(bits.toString()));
  }

  private Inputs audited() throws IOException {
    var platform = new Platform(Platform.Dialect.DEBIAN, ZoneOffset.UTC, "", Map.of());
    var inputs = new Inputs(new ConfigAuditor(), platform, AT, Optional.empty(), root);
    inputs.read(at("/etc"));
    return inputs;
  }

  private List<Finding> findings(String rule) throws IOException {
    return audited().findings().stream().filter(f -> f.rule().equals(rule)).toList();
  }

  private List<String> titles(String rule) throws IOException {
    return findings(rule).stream().map(f -> f.explanation().title()).toList();
  }

  @Test
  void paths_below_a_home_or_behind_cd_are_looked_up() throws IOException {
    file("/home/ops/bin/rotate.sh", "#!/bin/sh\n", "0755");
    file("/opt/tools/plain.sh", "#!/bin/sh\n", "0755");
    file(
        "/etc/cron.d/jobs",
        "1 2 * * * ops $HOME/bin/rotate.sh\n"
            + "2 2 * * * ops ~/bin/gone.sh\n"
            + "4 2 * * * ops cd /opt/tools && ./plain.sh\n"
            + "5 2 * * * ops cd /opt/tools && ./plane.sh\n",
        "0644");
    assertThat(titles("CC02"))
        .containsExactly(
            "/home/ops/bin/gone.sh does not exist", "/opt/tools/plane.sh does not exist");
    assertThat(findings("CC02"))
        .extracting(f -> f.explanation().suggestion())
        .containsExactly("", "./plain.sh");
  }

  @Test
  void a_file_that_its_user_may_not_run_is_found_and_supplementary_groups_count()
      throws IOException {
    file("/opt/tools/closed.sh", "#!/bin/sh\n", "0644");
    file("/opt/tools/open.sh", "#!/bin/sh\n", "0755");
    file("/etc/cron.d/jobs", "1 2 * * * ops cd /opt/tools; ./closed.sh; ./open.sh\n", "0644");
    assertThat(titles("CC03"))
        .singleElement()
        .asString()
        .startsWith("ops may not run /opt/tools/closed.sh (mode 0644");
    var ops = new LocalHost(root).accounts(AT).users().getLast();
    assertThat(ops.gids()).containsExactly(4242, 4);
    assertThat(ops.usable()).isTrue();
  }

  @Test
  void an_account_that_has_ended_is_not_usable() throws IOException {
    file("/etc/shadow", "root:*:1:0:99999:7:::\nops:!:1:0:99999:7::20000:\n", "0600");
    file("/etc/cron.d/jobs", "1 2 * * * ops true\n", "0644");
    assertThat(findings("CL17")).hasSize(1);
  }

  @Test
  void scripts_of_run_parts_and_first_lines_are_read() throws IOException {
    file("/etc/cron.daily/logrotate.sh", "#!/bin/sh\n", "0755");
    file("/opt/tools/x.py", "#!/usr/bin/pyhton3\n", "0755");
    file("/etc/cron.d/jobs", "1 2 * * * ops /opt/tools/x.py\n", "0644");
    assertThat(titles("CF12")).containsExactly("run-parts skips logrotate.sh because of its name");
    assertThat(titles("CC04")).singleElement().asString().contains("names /usr/bin/pyhton3");
  }

  @Test
  void folders_of_a_path_line_hold_programs() throws IOException {
    file("/opt/bin/mytool", "", "0755");
    file("/etc/cron.d/jobs", "PATH=/opt/bin:/usr/bin\n1 2 * * * ops mytool\n", "0644");
    file("/etc/cron.d/more", "PATH=/opt/bin:/usr/bin\n1 2 * * * ops mytoll\n", "0644");
    assertThat(findings("CC01"))
        .singleElement()
        .satisfies(f -> assertThat(f.explanation().suggestion()).isEqualTo("mytool"));
  }

  @Test
  void a_log_that_is_not_there_is_no_typo_because_another_has_a_similar_name() throws IOException {
    file("/var/log/faillog", "", "0644");
    file("/var/log/mail.err", "", "0644");
    file("/etc/logrotate.d/a", "/var/log/mail.log {\n  rotate 3\n  missingok\n}\n", "0644");
    assertThat(findings("LC16")).isEmpty();
    assertThat(new LocalHost(root).names("/var")).containsExactly("log");
  }

  @Test
  void tables_of_users_belong_to_the_host() throws IOException {
    file("/etc/crontab", "1 2 * * * root true\n", "0644");
    file("/var/spool/cron/crontabs/ops", "61 2 * * * /usr/bin/true\n", "0600");
    file("/var/spool/cron/atjobs/a1", "61 2 * * * /usr/bin/true\n", "0600");
    assertThat(audited().readings().values()).containsExactly("system crontab", "user crontab");
    assertThat(findings("CL01"))
        .singleElement()
        .satisfies(f ->
            assertThat(f.place().path()).isEqualTo(at("/var/spool/cron/crontabs/ops").toString()));
  }

  @Test
  @Timeout(20)
  void patterns_are_not_looked_up_and_pipes_are_not_opened()
      throws IOException, InterruptedException {
    var here = new LocalHost(root);
    assertThat(new ProcessBuilder("mkfifo", at("/etc/pipe").toString()).start().waitFor()).isZero();
    assertThat(here.stat("/etc/pipe")).map(FileStat::type).contains("o");
    assertThat(here.stat("/etc/gone")).contains(FileStat.ABSENT);
    assertThat(here.stat("/etc/*.log")).isEmpty();
    assertThat(here.stat("/proc/1/gone")).isEmpty();
    assertThat(here.stat("relative")).isEmpty();
  }

  @Test
  void the_dialect_of_its_own_files_is_that_of_its_distribution() throws IOException {
    var here = new LocalHost(root);
    assertThat(here.dialect(List.of(at("/etc")))).contains(Platform.Dialect.DEBIAN);
    file("/etc/os-release", "NAME=CentOS\nID=\"centos\"\nID_LIKE=\"rhel fedora\"\n", "0644");
    file("/etc/crontab", "", "0644");
    file("/srv/crontab", "", "0644");
    assertThat(here.dialect(List.of(at("/etc")))).contains(Platform.Dialect.CRONIE);
    assertThat(here.dialect(List.of(root, at("/etc/crontab")))).contains(Platform.Dialect.CRONIE);
    assertThat(here.dialect(List.of(at("/etc"), at("/srv/crontab")))).isEmpty();
    assertThat(here.dialect(List.of(Path.of("-")))).isEmpty();
  }

  @Test
  void sh_is_what_it_leads_to() throws IOException {
    file("/etc/cron.d/jobs", "1 2 * * * ops [[ -e /x ]] && /usr/bin/true\n", "0644");
    assertThat(findings("CC07")).isNotEmpty();
    Files.delete(at("/bin/sh"));
    Files.createSymbolicLink(at("/bin/sh"), Path.of("bash"));
    assertThat(new LocalHost(root).facts()).containsEntry("sh", "bash");
    assertThat(findings("CC07")).isEmpty();
  }

  @Test
  void files_of_the_kernel_are_not_looked_at_whatever_leads_to_them() throws IOException {
    file("/proc/kmsg", "#!/bin/sh\n", "0755");
    file("/tmp/x", "#!/bin/sh\n", "0755");
    Files.createSymbolicLink(at("/tmp/link"), at("/proc/kmsg"));
    var here = new LocalHost(root);
    for (var path : List.of("/proc/kmsg", "//proc/kmsg", "/tmp/../proc/kmsg", "/tmp/link")) {
      assertThat(here.stat(path)).as(path).isEmpty();
    }
    assertThat(here.programs("//proc")).isEmpty();
    assertThat(here.names("/tmp/../proc")).isEmpty();
    assertThat(here.stat("/tmp/../tmp/x")).map(FileStat::shebang).contains("#!/bin/sh");
  }

  @Test
  void what_an_empty_program_is_run_by_is_unknown() throws IOException {
    file("/opt/empty", "", "0755");
    file("/opt/text", "echo\n", "0755");
    var here = new LocalHost(root);
    assertThat(here.stat("/opt/empty")).map(FileStat::shebang).contains("");
    assertThat(here.stat("/opt/text")).map(FileStat::lacksInterpreter).contains(true);
  }

  @Test
  void a_folder_of_too_many_files_is_unknown_and_so_are_too_many_folders() throws IOException {
    Files.createDirectories(at("/opt/many"));
    for (int i = 0; i <= 20_000; i++) Files.createFile(at("/opt/many/" + i));
    var here = new LocalHost(root);
    assertThat(here.programs("/opt/many")).isEmpty();
    assertThat(here.programs("/usr/bin")).isPresent();
    for (int i = 0; i < 500; i++) here.programs("/bin");
    assertThat(here.programs("/usr/bin")).isEmpty();
  }

  @Test
  void an_access_list_may_open_to_a_user_what_only_the_group_may_enter() throws IOException {
    file("/srv/app/run.sh", "#!/bin/sh\n", "0755");
    Files.setPosixFilePermissions(at("/srv/app"), PosixFilePermissions.fromString("rwxr-x---"));
    file("/etc/cron.d/jobs", "1 2 * * * ops /srv/app/run.sh\n", "0644");
    assertThat(findings("CC03"))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.severity()).isEqualTo(Finding.Severity.INFO);
          assertThat(f.confidence()).isEqualTo(Confidence.POSSIBLE);
          assertThat(f.explanation().remedy()).doesNotContain("chmod");
        });
  }

  @Test
  void an_access_list_neither_helps_where_the_group_has_no_right_nor_matters_to_root()
      throws IOException {
    file("/srv/closed/run.sh", "#!/bin/sh\n", "0755");
    Files.setPosixFilePermissions(at("/srv/closed"), PosixFilePermissions.fromString("rwx------"));
    file("/srv/plain.sh", "#!/bin/sh\n", "0640");
    file(
        "/etc/cron.d/jobs",
        "1 2 * * * ops /srv/closed/run.sh\n2 2 * * * root /srv/plain.sh\n",
        "0644");
    assertThat(findings("CC03"))
        .hasSize(2)
        .allSatisfy(f -> assertThat(f.severity()).isEqualTo(Finding.Severity.ERROR));
  }
}
