// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import static io.stillwatch.app.replay.RecordedHost.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.app.replay.RecordedHost.Table;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.finding.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Traps that other products fell into, through the whole product: its parsers, its auditor, its
/// watch and its alerts.
class MissionTest {
  private static final String HOURLY = "17 * * * * root /opt/hourly.sh\n";
  private static final String BACKUP = "30 2 * * * root /opt/backup.sh\n";

  @TempDir private Path folder;
  private final RecordedHost host = new RecordedHost();

  @Test
  void t6_jobs_of_a_host_that_stop_at_once_are_one_alert_with_one_message() throws Exception {
    for (int job = 0; job < 60; job++)
      host.runs("/opt/nightly/" + job + "-" + job * 7919, "02:30", 0, 14);
    host.hourly(0, 15);

    var alerts = host.replayed(folder).alerts();
    assertThat(alerts).hasSize(1);
    assertThat(kinds(alerts.getFirst())).containsExactly(Notification.Kind.FIRING);
    assertThat(alerts.getFirst().stoppages()).hasSize(60);
  }

  @Test
  void t10_one_bad_line_in_the_crontab_predicts_that_none_of_its_jobs_will_run() throws Exception {
    var others = Table.of("/etc/cron.d/hourly", HOURLY);
    var good = BACKUP + "0 4 * * * root /opt/report.sh\n";
    host.snapshot(at(0, "00:00"), others, Table.of("/etc/crontab", good));
    host.snapshot(
        at(10, "12:00"), others, Table.of("/etc/crontab", good + "61 3 * * * root /opt/x.sh\n"));
    host.runs("/opt/backup.sh", "02:30", 0, 11).runs("/opt/report.sh", "04:00", 0, 11);
    host.hourly(0, 12);

    var result = host.replayed(folder);
    assertThat(rules(result.findings())).contains("CL01");
    assertThat(result.alerts()).hasSize(1);
    var alert = result.alerts().getFirst();
    assertThat(alert.causes().getFirst().finding().rule()).startsWith("CL");
    assertThat(kinds(alert).getFirst()).isEqualTo(Notification.Kind.PREDICTED);
    assertThat(alert.stoppages())
        .extracting(stoppage -> stoppage.job().definition().command())
        .contains("/opt/backup.sh", "/opt/report.sh");
  }

  @Test
  void t11_a_table_that_others_may_write_predicts_that_its_jobs_will_not_run() throws Exception {
    var others = Table.of("/etc/cron.d/hourly", HOURLY);
    host.snapshot(at(0, "00:00"), others, Table.of("/etc/cron.d/backup", BACKUP));
    host.snapshot(at(10, "12:00"), others, new Table("/etc/cron.d/backup", "0664", BACKUP));
    host.runs("/opt/backup.sh", "02:30", 0, 11).hourly(0, 12);

    var alerts = host.replayed(folder).alerts();
    assertThat(alerts).hasSize(1);
    assertThat(alerts.getFirst().causes().getFirst().finding().rule()).isEqualTo("CF05");
    assertThat(kinds(alerts.getFirst()))
        .containsExactly(Notification.Kind.PREDICTED, Notification.Kind.FIRING);
  }

  /// The table runs again before a snapshot shows its old name.
  @Test
  void a_table_that_cron_ignored_for_a_day_because_of_its_name_is_one_alert() throws Exception {
    var other = Table.of("/etc/crontab", "47 * * * * root /opt/other.sh\n");
    host.snapshot(at(0, "00:00"), other, Table.of("/etc/cron.d/report", HOURLY));
    host.snapshot(at(10, "12:00"), other, Table.of("/etc/cron.d/report.cron", HOURLY));
    host.snapshot(at(11, "13:40"), other, Table.of("/etc/cron.d/report", HOURLY));
    host.hourly(at(0, "00:00"), at(10, "12:00")).hourly(at(11, "12:00"), at(14, "00:00"));
    for (int hour = 0; hour < 14 * 24; hour++)
      host.says(at(0, "00:47").plus(Duration.ofHours(hour)), "CRON", "(root) CMD (/opt/other.sh)");

    var alerts = host.replayed(folder).alerts();
    assertThat(alerts).hasSize(1);
    assertThat(alerts.getFirst().state()).isEqualTo(Alert.State.RESOLVED);
  }

  /// Faults of logrotate that stop a rotation while logrotate itself runs each night.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a directory that others may write | 0777 | logrotate state -- version 2 | LC09",
        "a damaged state file              | 0755 | logrotate stat               | LC28",
      })
  void t12_a_rotation_that_stops_names_its_cause(
      String what, String mode, String state, String cause) throws Exception {
    var stanza = "/var/log/app/app.log {\n  daily\n  rotate 7\n}\n";
    var nightly = HOURLY + "25 6 * * * root logrotate /etc/logrotate.conf\n";
    var tables =
        new Table[] {Table.of("/etc/crontab", nightly), Table.of("/etc/logrotate.conf", stanza)};
    host.snapshot(at(0, "00:00"), stats("0755", "logrotate state -- version 2"), tables);
    host.snapshot(at(10, "12:00"), stats(mode, state), tables);
    host.runs("logrotate /etc/logrotate.conf", "06:25", 0, 14).hourly(0, 14);
    for (int hour = 0; hour < 14 * 24; hour++) {
      var at = RecordedHost.START.plus(Duration.ofHours(hour)).plusSeconds(1_800);
      int hours = hour < 10 * 24 + 7 ? (hour + 24 - 7) % 24 : hour - 9 * 24 - 7;
      host.listing(at, "/var/log/app/app.log", 1_000L * (hours + 1));
    }

    var alerts = host.replayed(folder).alerts();
    assertThat(alerts).as(what).hasSize(1);
    assertThat(Reason.of(alerts.getFirst().first())).isEqualTo(Reason.ROTATION_STOPPED);
    assertThat(alerts.getFirst().causes().getFirst().finding().rule()).isEqualTo(cause);
  }

  private static ObjectNode stats(String mode, String state) {
    var stats = JsonNodeFactory.instance.objectNode();
    stats.set("/var/log/app", stat("d", mode));
    stats.set("/var/log/app/app.log", stat("f", "0644"));
    var status = stat("f", "0640");
    status.put("shebang", state);
    stats.set("/var/lib/logrotate/status", status);
    return stats;
  }

  private static ObjectNode stat(String type, String mode) {
    var stat = JsonNodeFactory.instance.objectNode();
    return stat.put("t", type).put("mode", mode).put("uid", 0).put("gid", 0);
  }

  private static List<Notification.Kind> kinds(Alert alert) {
    return alert.notifications().stream().map(Notification::kind).toList();
  }

  private static List<String> rules(List<Finding> findings) {
    return findings.stream().map(Finding::rule).distinct().toList();
  }
}
