// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever stands in a file, an audit answers: an auditor that fails is blind.
class NeverThrowsTest {
  private static final String TABLE =
      """
      PATH="/usr/bin:/bin"
      MAILTO=ops@example.com
      */5 1-3,7 * jan mon-fri root cd / && [ -x /usr/bin/x ] && nice -n 5 `date +%F` $(id -u) "a'b" {} \\%
      @daily dba timeout -k 5 30 flock -n /run/x sh -c 'gzip < "a b" > /tmp/$X 2>&1'
      0~59 2 30 2 * ops ./run.sh; php /srv/a.php # done
      """;
  private static final String LOGROTATE =
      """
      weekly
      include /etc/logrotate.d
      /var/log/a.log "/var/log/b c.log" /var/log/*.log {
        rotate 7
        size=100k
        postrotate
          kill -HUP $(cat /run/x.pid)
        endscript
      }
      """;
  private static final List<String> NOISE =
      List.of(
          "",
          " ",
          "\n",
          "\t",
          "\r",
          "\0",
          "%",
          "\\",
          "'",
          "\"",
          "`",
          "$(",
          "${",
          "{",
          "}",
          "*",
          "/",
          "-",
          "@",
          "=",
          "~",
          "é",
          "\u00a0",
          "0",
          "999999999999",
          "#",
          "(",
          ")",
          "<",
          ">",
          "&");

  @Test
  void survives_random_damage_to_its_files() {
    var random = new Random(20261120);
    int audits = 0;
    for (int i = 0; i < 500; i++) {
      var table = damage(TABLE, random);
      var logrotate = damage(LOGROTATE, random);
      for (var host : List.of(HostFixture.debian(), HostFixture.cronie())) {
        var audit =
            host.furnished()
                .file("/etc/cron.d/example", table)
                .file("/var/spool/cron/crontabs/ops", table)
                .file("/etc/logrotate.conf", logrotate)
                .audit();
        assertThat(audit.jobs()).doesNotContainNull();
        audits++;
      }
    }
    assertThat(audits).isEqualTo(1000);
  }

  private static String damage(String text, Random random) {
    var damaged = new StringBuilder(text);
    int edits = 1 + random.nextInt(6);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(damaged.length());
      int end = Math.min(damaged.length(), at + random.nextInt(4));
      damaged.replace(at, end, NOISE.get(random.nextInt(NOISE.size())));
    }
    return damaged.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1", "1,", ",", "*/", "1-2,", "mon,", "mon-", "sun-a,", "L", "a", "/a", "-a", "1."
      })
  @Timeout(60)
  void survives_long_words(String piece) {
    var word = piece.repeat(20_000);
    var table = new StringBuilder();
    for (var end : List.of("", "!")) {
      table.append(word).append(end).append(" * * * * root /usr/bin/true\n");
      table.append("0 1 * * ").append(word).append(end).append(" root /usr/bin/true\n");
      table.append("0 1 * * * root /usr/bin/find ").append(word).append(end).append('\n');
    }
    var logrotate =
        "/var/log/a.log {\n  rotate " + word + "\n  postrotate\n    " + word + "\n  endscript\n}\n";
    var audit =
        HostFixture.debian()
            .furnished()
            .file("/etc/cron.d/example", table.toString())
            .file("/etc/logrotate.conf", logrotate)
            .audit();
    assertThat(audit.findings()).isNotEmpty();
  }
}
