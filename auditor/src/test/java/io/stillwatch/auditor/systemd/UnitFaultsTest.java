// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.stillwatch.auditor.HostFixture;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checked against `systemd-analyze verify`; the differential bench asks it about many more.
class UnitFaultsTest {
  private static List<String> faults(String name, String text) {
    return new Unit(name, List.of(UnitFile.read("/etc/systemd/system/" + name, text)))
        .faults().stream().map(f -> f.line() + " " + f.kind()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "ExecStart=$HOME/x # 2 FATAL",
        "ExecStart=~/x # 2 FATAL",
        "ExecStart=bin/x # 2 FATAL",
        "ExecStart=/usr/bin/python3/ # 2 FATAL",
        "ExecStart=/bin/sh -c 'a # 2 FATAL",
        "ExecStart=/bin/date +%Z # 2 FATAL",
        "ExecStart=/bin/true\\nWorkingDirectory=srv # 3 FATAL",
        "ExecStart=/bin/tr\"ue # 2 VALUE, 2 REFUSED",
        "ExecStart=/bin/a\\nExecStartPre=-bin/b # 3 VALUE",
        "ExecStart=/bin/a\\nUser=%i # 3 FATAL",
        "ExecStart=/bin/a\\nUser=po%stgres # 3 FATAL",
        "ExecStrat=/bin/true # 2 UNKNOWN, 1 REFUSED",
        "ExecStart= # 2 REFUSED",
        "ExecStart=/bin/a\\nExecStart=/bin/b # 3 REFUSED",
        "Type=oneshoot\\nExecStart=/bin/a # 2 VALUE",
        "Type=oneshot\\nRestart=always\\nExecStart=/bin/a # 3 REFUSED",
        "ExecStart=/bin/a\\nRestart=alway # 3 VALUE",
        "ExecStart=/bin/a\\nRestartSec=5 minuts # 3 VALUE",
        "ExecStart=/bin/a\\nRestartSec=1. # 3 VALUE",
        "ExecStart=/bin/a\\nPrivateTmp=ture # 3 VALUE",
        "ExecStart=/bin/a\\nUMask=0999 # 3 VALUE",
        "ExecStart=/bin/a\\nNice=21 # 3 VALUE",
        "ExecStart=/bin/a\\nEnvironment=A # 3 VALUE",
        "ExecStart=/bin/a\\nRuntimeDirectory=/run/a # 3 VALUE",
        "ExecStart=/bin/a\\nStateDirectory=a ../b # 3 VALUE",
        "ExecStart=/bin/a\\nCacheDirectory=a:/b # 3 VALUE",
        "ExecStart=/bin/a\\nReadWritePaths=/a b # 3 VALUE",
        "ExecStart=/bin/a\\nEnvironment=A\\NB=1 # 3 VALUE",
        "ExecStart=/bin/a\\nEnvironment=A\\tB=1 # 3 VALUE",
        "ExecStart=/bin/a\\nEnvironment=AB=\\N # 3 VALUE",
        "ExecStart=/bin/a\\nRestrictNamespaces=truue # 3 VALUE",
        "ExecStart=/bin/a\\nRestrictNamespaces=ipc,net # 3 VALUE",
        "ExecStart=/bin/a\\nCPUSchedulingPolicy=Idle # 3 VALUE",
        "ExecStart=/bin/a\\nCPUSchedulingPriority=100 # 3 VALUE",
        "ExecStart=/bin/a\\nIOSchedulingPriority=8 # 3 VALUE",
        "ExecStart=/bin/a\\nIOSchedulingPriority=- # 3 VALUE",
        "ExecStart=/bin/a\\nRestartPreventExitStatus=256 # 3 VALUE",
        "ExecStart=/bin/a\\nRestartPreventExitStatus=0 A=1 # 3 VALUE",
        "ExecStart=/bin/a\\nSuccessExitStatus=dataerr # 3 VALUE",
        "ExecStart=/bin/a\\nNoNewPrivileges # 3 UNKNOWN",
        "ExecStart=/bin/a\\n[Instal]\\nWantedBy=x # 3 UNKNOWN"
      })
  void a_service_has_the_faults_that_systemd_names(String lines, String expected) {
    var text = "[Service]\n" + lines.replace("\\n", "\n") + "\n";
    assertThat(String.join(", ", faults("x.service", text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "OnCalendar=daily # ''",
        "OnCalendar=dayly # 2 TIME, 2 REFUSED",
        "OnCalendar= # 2 REFUSED",
        "OnBootSec=10 minuts # 2 TIME, 2 REFUSED",
        "OnCalendar=daily\\nOnBootSec=10 minuts # 3 TIME",
        "OnCalendar=daily\\nPersistent=ture # 3 VALUE",
        "OnCalendar=daily\\nUnit=dump # 3 VALUE",
        "OnCalendar=daily\\nUnit=x.timer # 3 VALUE",
        "OnCalendar=daily\\n[Service]\\nType=oneshot # 3 UNKNOWN",
        "OnCalendar=daily\\n[Install # 3 FATAL"
      })
  void a_timer_has_the_faults_that_systemd_names(String lines, String expected) {
    var text = "[Timer]\n" + lines.replace("\\n", "\n") + "\n";
    assertThat(String.join(", ", faults("x.timer", text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ExecStart=-/bin/true --user=%i %% $HOME ${A}",
        "ExecStart=python3 -m x",
        "Type=oneshot\nExecStart=/bin/a ; /bin/b\nExecStart=+/bin/c",
        "ExecStart=%h/bin/x\nWorkingDirectory=~",
        "ExecStart=/bin/a \\\n  --b \\\n  # c\n  --d\nStandardOutput=append:/var/log/x",
        "ExecStart=/bin/a\nRuntimeDirectory=a b/c d:e %p/x\nReadOnlyPaths=-/a -+/b \"/c d\" %t/e",
        "ExecStart=/bin/a\nRestartSec=.2h\nTimeoutStopSec=+5s 1h.5m",
        "ExecStart=/bin/a\nTimeoutStartSec=infinity\nLimitNOFILE=1024:4096\nMemoryMax=50%",
        "ExecStart=/bin/a\nEnvironment=\"A=b c\" D=e\nEnvironmentFile=-/etc/default/x",
        "ExecStart=/bin/a\nEnvironment=\"A=b\\tc\\\"\" D=\\x41",
        "ExecStart=/bin/a\nRestrictNamespaces=~ipc net\nCPUSchedulingPolicy=rr",
        "ExecStart=/bin/a\nRestrictNamespaces=yes\nCPUSchedulingPolicy=\nCPUSchedulingPriority=0",
        "ExecStart=/bin/a\nIOSchedulingPriority=07\nRestrictNamespaces=",
        "ExecStart=/bin/a\nSuccessExitStatus=SIGTERM 1 DATAERR\nRestartPreventExitStatus=+7 255"
      })
  void a_service_that_systemd_reads_has_none(String lines) {
    assertThat(faults("x.service", "[Service]\n" + lines + "\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "[Service]\\nExecStart=$HOME/x # TM05 2",
        "[Service]\\nExecStrat=/usr/bin/true # TM03 2",
        "[Service]\\nExecStart=/usr/bin/true/ # TM05 2",
        "[Service]\\nType=oneshoot\\nExecStart=/usr/bin/true # TM03 2"
      })
  void the_rules_name_the_line(String service, String expected) {
    var findings =
        HostFixture.debian()
            .file("/etc/systemd/system/x.service", service.replace("\\n", "\n") + "\n")
            .findings();
    assertThat(findings.stream().map(f -> f.rule() + " " + f.place().line())).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "1", "%", "%i", "%a", "%h", "-@", "!", "ipc ", "a.", "/", "1 ", "A=1 ", "\\"})
  @Timeout(60)
  void a_value_may_be_long(String piece) {
    var value = piece.repeat(100_000 / piece.length());
    for (var end : List.of("", "\u0001")) {
      assertThatCode(() -> everyKind(value + end)).doesNotThrowAnyException();
    }
  }

  private static void everyKind(String value) {
    for (var section : List.of("Unit", "Service", "Timer")) {
      var kinds = new HashSet<String>();
      for (var name : Settings.names(section)) {
        if (!kinds.add(Settings.kind(section, name).orElseThrow())) continue;
        var unit = section.equals("Timer") ? "x.timer" : "x.service";
        faults(unit, "[" + section + "]\n" + name + "=" + value + "\n");
      }
    }
  }
}
