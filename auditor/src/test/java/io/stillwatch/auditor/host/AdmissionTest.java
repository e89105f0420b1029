// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.ConfigFile.Attributes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which tables that are links, and which copies, a daemon reads.
class AdmissionTest {
  private static final String TABLE = "/etc/cron.d/rds";
  private static final String JOB = "15 2 * * * root /usr/bin/true x\n";

  /// Both daemons open what a link leads to and judge that; Debian's also the owner of the link.
  @ParameterizedTest
  @CsvSource({
    "0644, 0, 1, 0, , ",
    "0644, 1000, 1, 0, CF06, CF06",
    "0664, 0, 1, 0, CF05, CF05",
    "0644, 0, 2, 0, CF07, ",
    "0644, 0, 1, 1000, CF07, ",
    "'', -1, 1, 0, , ",
    "'', -1, 1, 1000, CF07, "
  })
  void a_link_is_judged_by_what_it_leads_to(
      String mode,
      int uid,
      int links,
      int linkUid,
      @Nullable String debian,
      @Nullable String cronie) {
    var link = new ConfigFile(TABLE, JOB, new Attributes(mode, uid, 0, links, "l", linkUid));
    assertRule(HostFixture.debian().furnished().file(link), debian);
    assertRule(HostFixture.cronie().furnished().file(link), cronie);
  }

  private static void assertRule(HostFixture host, @Nullable String rule) {
    if (rule == null) assertThat(host.rules()).isEmpty();
    else assertThat(host.rules()).containsExactly(rule);
  }

  @Test
  void a_link_that_leads_nowhere_is_no_table() {
    var link = new ConfigFile(TABLE, "", Attributes.brokenLink(0));
    var host = HostFixture.debian().furnished().file(link);
    assertThat(host.only("CF07").explanation().title()).contains("not there");
    assertThat(host.rules()).containsExactly("CF07");
  }

  @Test
  void the_copy_of_an_editor_is_left_alone_beside_its_table() {
    var host =
        HostFixture.debian()
            .furnished()
            .file("/etc/cron.d/db-maint", JOB, "0644", 0)
            .file("/etc/cron.d/db-maint~", JOB, "0644", 0);
    assertThat(host.rules()).isEmpty();
  }

  @Test
  void the_copy_of_an_editor_without_its_table_is_a_table_that_is_never_read() {
    var host = HostFixture.debian().furnished().file("/etc/cron.d/db-maint~", JOB, "0644", 0);
    var finding = host.only("CF04");
    assertThat(finding.explanation().suggestion()).isEqualTo("/etc/cron.d/db-maint");
    assertThat(finding.jobsLost()).hasSize(1);
  }

  /// A repository is not a host; and other endings are given on purpose.
  @ParameterizedTest
  @CsvSource({"db-maint~, false", "db-maint.bak, true", "db-maint.dpkg-old, true"})
  void other_copies_are_left_alone(String name, boolean known) {
    var host = HostFixture.debian().furnished();
    if (known) host.file("/etc/cron.d/" + name, JOB, "0644", 0);
    else host.file("/etc/cron.d/" + name, JOB);
    assertThat(host.rules()).isEmpty();
  }
}
