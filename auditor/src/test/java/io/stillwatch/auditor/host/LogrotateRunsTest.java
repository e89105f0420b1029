// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.job.Job;
import org.junit.jupiter.api.Test;

/// A configuration that a job gives to logrotate is read like that of the system, as a run of its
/// own.
class LogrotateRunsTest {
  private static final String STANZA = "/var/log/x.log {\n  rotate 7\n}\n";
  private static final String OWN = "/etc/app/rotate.conf";

  private static HostFixture host(String own) {
    return HostFixture.debian()
        .furnished()
        .stat("/etc/app", "d", "0755", 0)
        .stat(OWN, "f", "0644", 0)
        .file("/etc/logrotate.conf", STANZA)
        .file("/etc/cron.d/app", "7 * * * * root /usr/sbin/logrotate -s /opt/state " + OWN + "\n")
        .file(OWN, own);
  }

  @Test
  void a_fault_in_it_is_found() {
    var host = host("/var/log/y.log {\n  rotate 7\n  olddir /var/log/old\n}\n");
    host.stat("/var/log", "d", "0755", 0).absent("/var/log/old");
    assertThat(host.only("LC20").place().path()).isEqualTo(OWN);
  }

  @Test
  void its_rotations_are_driven_by_the_job_that_names_it() {
    var jobs = host("/var/log/y.log {\n  daily\n  rotate 7\n}\n").jobs();
    var cron = jobs.stream().filter(j -> j.subject().contains(OWN)).map(Job::id).findFirst();
    assertThat(jobs)
        .filteredOn(j -> j.subject().equals("/var/log/y.log"))
        .singleElement()
        .satisfies(j -> assertThat(j.driver()).isEqualTo(cron.orElseThrow()));
  }

  /// logrotate sees only one of them at a time.
  @Test
  void two_runs_may_name_the_same_log() {
    assertThat(host(STANZA).rules()).isEmpty();
    assertThat(host("/var/log/*.log {\n  rotate 7\n}\n").rules()).isEmpty();
  }

  @Test
  void what_the_system_includes_is_not_read_twice() {
    var host =
        HostFixture.debian()
            .furnished()
            .file("/etc/logrotate.conf", "include /etc/logrotate.d\n")
            .file("/etc/logrotate.d/app", "/var/log/x.log {\n  rotatee 7\n}\n")
            .file(
                "/etc/cron.d/app", "7 * * * * root /usr/sbin/logrotate -f /etc/logrotate.d/app\n");
    assertThat(host.rules()).containsOnlyOnce("LC01");
  }
}
