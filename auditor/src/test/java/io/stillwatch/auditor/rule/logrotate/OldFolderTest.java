// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.finding.Confidence;
import org.junit.jupiter.api.Test;

class OldFolderTest {
  private static final String STANZA = "/srv/shop/*.log {\n  rotate 7\n  olddir /srv/old\n%s}\n";

  private static HostFixture host(String more) {
    return HostFixture.debian()
        .furnished()
        .stat("/srv", "d", "0755", 0)
        .stat("/srv/old", "d", "0755", 0)
        .file("/etc/logrotate.conf", STANZA.formatted(more));
  }

  @Test
  void with_olddir_the_folder_of_the_log_must_be_there() {
    var finding = host("").absent("/srv/shop").only("LC20");

    assertThat(finding.explanation().title()).startsWith("The folder /srv/shop of the log");
    assertThat(finding.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(finding.jobsLost()).hasSize(1);
  }

  @Test
  void a_folder_beside_known_ones_is_likely_not_there() {
    assertThat(host("").only("LC20").confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void missingok_excuses_the_folder_of_the_log_but_not_the_one_for_rotated_logs() {
    assertThat(host("  missingok\n").rules()).doesNotContain("LC20");
    assertThat(host("  missingok\n").absent("/srv/old").only("LC20").explanation().title())
        .startsWith("The folder /srv/old for rotated logs");
  }

  @Test
  void without_olddir_a_folder_that_is_not_there_is_no_concern_of_this_rule() {
    var host =
        HostFixture.debian()
            .furnished()
            .absent("/srv/shop")
            .file("/etc/logrotate.conf", "/srv/shop/*.log {\n  rotate 7\n}\n");

    assertThat(host.rules()).doesNotContain("LC20");
  }
}
