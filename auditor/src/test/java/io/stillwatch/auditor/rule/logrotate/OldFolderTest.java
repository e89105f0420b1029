// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.finding.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/srv/*.log {\\n  olddir /old\\n} | sed -i '2i renamecopy' /etc/logrotate.conf",
        "/srv/*.log\\n{\\n  olddir /old\\n} | sed -i '3i renamecopy' /etc/logrotate.conf",
        "/srv/*.log { olddir /old\\n} | ${EDITOR:-vi} +1 /etc/logrotate.conf  # edit by hand: add renamecopy",
        "/srv/*.log\\n{ olddir /old\\n} | ${EDITOR:-vi} +2 /etc/logrotate.conf  # edit by hand: add renamecopy",
        "olddir /old\\n/srv/*.log {\\n} | ${EDITOR:-vi} +2 /etc/logrotate.conf  # edit by hand: add renamecopy",
      })
  void what_is_added_stands_in_the_stanza(String text, String remedy) {
    var host =
        HostFixture.debian()
            .furnished()
            .fact("fs:/", "ext4")
            .fact("fs:/old", "ext4")
            .stat("/srv", "d", "0755", 0)
            .stat("/old", "d", "0755", 0)
            .file("/etc/logrotate.conf", text.replace("\\n", "\n") + "\n");
    assertThat(host.only("LC20").explanation().remedy()).isEqualTo(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/srv/*.log {\\n  delaycompress\\n} | sed -i '2i compress' /etc/logrotate.conf",
        "/srv/*.log { delaycompress\\n} | ${EDITOR:-vi} +1 /etc/logrotate.conf  # edit by hand: add compress",
      })
  void so_does_compress(String text, String remedy) {
    var host =
        HostFixture.debian()
            .furnished()
            .file("/etc/logrotate.conf", text.replace("\\n", "\n") + "\n");
    assertThat(host.only("LC17").explanation().remedy()).isEqualTo(remedy);
  }
}
