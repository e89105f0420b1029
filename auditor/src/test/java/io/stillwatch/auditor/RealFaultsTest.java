// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.finding.Finding;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Faults, and harmless lines, of real files that were tried with the real daemons.
class RealFaultsTest {
  private static final String CRON = "# /etc/cron.d/example\n";
  private static final String ROTATE = "# /etc/logrotate.conf\n";
  private static final String TIMER =
      "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\n";

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            "a service of a user that is not there",
            TIMER
                + "[Install]\nWantedBy=timers.target\n# /etc/systemd/system/dump.service\n"
                + "[Service]\nUser=opps\nExecStart=/usr/bin/true\n",
            "TM05",
            2,
            "ops"),
        Arguments.of(
            "a timer that nothing wants",
            TIMER + "# /etc/systemd/system/dump.service\n[Service]\nExecStart=/usr/bin/true\n",
            "TM07",
            0,
            "WantedBy=timers.target"),
        Arguments.of(
            "a guard that asks in another folder",
            "stat /usr/bin/lnbackup f 0755 root\nabsent /usr/sbin/lnbackup\n"
                + CRON
                + "5 2 * * * root [ -x /usr/sbin/lnbackup ] && /usr/bin/lnbackup\n",
            "CC16",
            1,
            "/usr/bin/lnbackup"),
        Arguments.of(
            "a dollar in place of an ampersand",
            CRON + "5 2 * * * root /usr/bin/true >/opt/x 2>$1\n",
            "CC08",
            1,
            "&1"),
        Arguments.of(
            "a date that is the same all month",
            ROTATE + "/var/log/x.log {\n  daily\n  rotate 7\n  dateext\n  dateformat -%Y-%m\n}\n",
            "LC21",
            5,
            "-%Y-%m%d"),
        Arguments.of(
            "a pattern over an earlier stanza",
            ROTATE + "/var/log/x.log {\n  rotate 7\n}\n/var/log/*.log {\n  rotate 7\n}\n",
            "LC11",
            4,
            ""),
        Arguments.of(
            "a shell that is nearly bash",
            CRON + "SHELL=/bin/bsh\n5 2 * * * root /usr/bin/true\n",
            "CE02",
            1,
            "/bin/bash"),
        Arguments.of(
            "a script whose fi is lost",
            ROTATE
                + "/var/log/x.log {\n  rotate 7\n  postrotate\n    if true; then\n      true\n"
                + "  endscript\n}\n",
            "LC18",
            5,
            ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void is_found(String name, String host, String rule, int line, String suggestion) {
    assertThat(Furnishing.of(host).findings())
        .as(name)
        .filteredOn(f -> f.rule().equals(rule))
        .anySatisfy(f -> {
          assertThat(f.place().line()).isEqualTo(line);
          assertThat(f.explanation().suggestion()).isEqualTo(suggestion);
        });
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        Arguments.of(
            "a user whom cron.allow does not name runs",
            "fact cron.allow = root\n" + CRON + "0 6 * * * app /usr/bin/true\n",
            "CL17"),
        Arguments.of(
            "a user whom cron.deny names runs",
            "fact cron.deny = app\n" + CRON + "0 6 * * * app /usr/bin/true\n",
            "CL17"),
        Arguments.of(
            "a pattern beside its olddir",
            "stat /var/log/old d 0755 root\n"
                + ROTATE
                + "/var/log/*.log {\n  rotate 7\n  olddir /var/log/old\n}\n",
            "LC12"),
        Arguments.of(
            "a service of a user that it makes itself",
            TIMER
                + "[Install]\nWantedBy=timers.target\n# /etc/systemd/system/dump.service\n"
                + "[Service]\nUser=opps\nDynamicUser=yes\nExecStart=/usr/bin/true\n",
            "TM05"),
        Arguments.of(
            "a guard for a program that the host does not have",
            "absent /usr/sbin/lnbackup\n"
                + CRON
                + "5 2 * * * root [ -x /usr/sbin/lnbackup ] && /usr/sbin/lnbackup\n",
            "CC16"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmless")
  void is_not_reported(String name, String host, String rule) {
    assertThat(Furnishing.of(host).findings())
        .as(name)
        .extracting(Finding::rule)
        .doesNotContain(rule);
  }
}
