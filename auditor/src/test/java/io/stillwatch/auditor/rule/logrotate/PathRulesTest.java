// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.ConfigFile.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Logs that a pattern takes in or misses, as `logrotate -d` says of real folders.
class PathRulesTest {
  private static final String BODY = " {\n  missingok\n  rotate 7\n}\n";

  private static HostFixture host(String patterns) {
    return HostFixture.debian()
        .furnished()
        .stat("/var/log", "d", "0755", 0)
        .stat("/var/log/nginx", "d", "0755", 0)
        .stat("/var/log/nginx/access.log", "f", "0644", 0)
        .file("/etc/logrotate.conf", patterns + BODY);
  }

  @Test
  void a_link_that_a_pattern_takes_in_is_skipped() {
    var host = host("/var/log/nginx/*.log").stat("/var/log/nginx/error.log", "l", "0777", 0);
    assertThat(host.only("LC30").explanation().title()).contains("/var/log/nginx/error.log");
  }

  @ParameterizedTest
  @CsvSource({
    "error.log, access.log, 0",
    "error.log, /var/log/nginx/access.log, 0",
    "error.log, ../nginx/./access.log, 0",
    "error.log, ../../../../var/log/nginx//access.log, 0",
    "error.log, ../access.log, 1",
    "error.log, /srv/log/error, 1",
    "error.log, /dev/stderr, 0",
    "current.log, '', 0",
    "latest.log, /srv/log/error, 1",
    "error.txt, '', 0"
  })
  void a_second_name_of_a_rotated_log_is_not(String name, String target, int found) {
    var path = "/var/log/nginx/" + name;
    var host = host("/var/log/nginx/*.log").stat(path, "l", "0777", 0);
    if (!target.isEmpty()) host.fact("link:" + path, target);
    assertThat(host.rules()).filteredOn("LC30"::equals).hasSize(found);
  }

  @Test
  void the_folder_of_a_pattern_is_misspelt() {
    var host = host("/var/log/ngnix/*.log").absent("/var/log/ngnix");
    assertThat(host.only("LC16").explanation().suggestion()).isEqualTo("/var/log/nginx/*.log");
    assertThat(host.only("LC16").explanation().remedy())
        .contains("s#/var/log/ngnix#/var/log/nginx#");
  }

  /// Logs of what is not installed are usual under missingok.
  @ParameterizedTest
  @CsvSource({
    "/var/log/mysql/*.log, /var/log/mysql",
    "/var/log/nginx1/*.log, /var/log/nginx1",
    "/var/log/ngnix/*.log /var/log/nginx/*.log, /var/log/ngnix"
  })
  void other_folders_that_are_not_there_are_left_alone(String patterns, String folder) {
    var host = host(patterns).absent(folder).stat("/etc/mysql", "d", "0755", 0);
    assertThat(host.rules()).doesNotContain("LC16");
  }

  /// `logrotate -d` reads the configuration behind a link and judges that file.
  @ParameterizedTest
  @CsvSource({"0644, 0, false", "0666, 0, true", "0644, 1000, true", "'', -1, false"})
  void a_linked_configuration_is_judged_by_what_it_leads_to(String mode, int uid, boolean found) {
    var link =
        new ConfigFile(
            "/etc/logrotate.d/x", "/var/log/x.log" + BODY, new Attributes(mode, uid, 0, 1, "l", 0));
    var host =
        HostFixture.debian().furnished().file("/etc/logrotate.conf", "include /etc/logrotate.d\n");
    assertThat(host.file(link).rules().contains("LC25")).isEqualTo(found);
  }

  /// What a full disk leaves: the snapshot shows a NUL as `?`.
  @ParameterizedTest
  @CsvSource({"????, true", "-, true", "logrotate state -- version 2, false", "'', false"})
  void a_state_without_its_header_stops_logrotate(String first, boolean found) {
    var host = host("/var/log/nginx/*.log");
    host.stat(
        "/var/lib/logrotate/status",
        new io.stillwatch.core.evidence.FileStat("f", "0640", 0, 0, false, first));
    assertThat(host.rules().contains("LC28")).isEqualTo(found);
  }
}
