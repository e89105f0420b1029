// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import org.junit.jupiter.api.Test;

class FaultsOfOneLineTest {
  private static HostFixture stanza(String lines) {
    return HostFixture.debian()
        .file("/etc/logrotate.conf", "/var/log/x.log {\n  rotate 7\n" + lines + "}\n");
  }

  @Test
  void a_comment_after_create_is_reported_once() {
    var host = stanza("  create 640 root root # readable\n");

    assertThat(host.rules()).contains("LC06").doesNotContain("LC07");
  }

  @Test
  void a_keyword_in_the_wrong_place_is_not_suggested_again() {
    var finding = stanza("  endscript\n").only("LC01");

    assertThat(finding.explanation().suggestion()).isEmpty();
  }
}
