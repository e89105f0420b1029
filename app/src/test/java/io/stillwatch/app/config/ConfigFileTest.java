// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir private Path folder;

  @Test
  void nothing_listens_and_nothing_is_read_by_default() throws Exception {
    var config = ConfigFile.defaults(Map.of());
    assertThat(config.push().syslog().tcpPort()).isZero();
    assertThat(config.push().syslog().udpPort()).isZero();
    assertThat(config.sources().journal()).isEmpty();
  }

  @Test
  void the_environment_outranks_the_file_for_every_key_with_one_value() throws Exception {
    var file = Files.writeString(folder.resolve("env.yaml"), "web: {port: 9090}");
    var config =
        ConfigFile.read(
            file,
            Map.of(
                "STILLWATCH_WEB_PORT",
                "9191",
                "STILLWATCH_DETECTION_TICK_SECONDS",
                "15",
                "STILLWATCH_DETECTION_SERIES",
                "false",
                "STILLWATCH_PUSH_PINGS_PER_MINUTE",
                "90"));
    assertThat(config.web().port()).isEqualTo(9191);
    assertThat(config.detection().tickSeconds()).isEqualTo(15);
    assertThat(config.detection().series()).isFalse();
    assertThat(config.push().pings().perMinute()).isEqualTo(90);
  }

  @Test
  void what_kubernetes_sets_for_a_service_is_no_port() throws Exception {
    var file = Files.writeString(folder.resolve("env.yaml"), "web: {port: 9090}");
    var config = ConfigFile.read(file, Map.of("STILLWATCH_WEB_PORT", "tcp://10.96.0.12:8080"));
    assertThat(config.web().port()).isEqualTo(9090);
  }

  @Test
  void what_does_not_fit_from_the_environment_is_refused_by_its_key() throws Exception {
    var file = Files.writeString(folder.resolve("env.yaml"), "web: {port: 9090}");
    assertThatThrownBy(() -> ConfigFile.read(file, Map.of("STILLWATCH_WEB_PORT", "many")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("web.port")
        .hasMessageContaining("many");
  }

  @Test
  void a_journal_needs_no_command_of_its_own() throws Exception {
    var config = read("sources: {journal: [{host: a, zone: UTC}]}");
    assertThat(config.sources().journal().getFirst().command()).isEqualTo(List.of("journalctl"));
  }

  @Test
  void a_bucket_needs_no_more_than_its_name_and_whose_logs_they_are() throws Exception {
    var prefix = read("sources: {s3: [{bucket: b, host: a, zone: UTC}]}").sources().s3().getFirst();
    assertThat(prefix.prefix()).isEmpty();
    assertThat(prefix.dated()).isFalse();
    assertThat(prefix.lookbackHours()).isEqualTo(48);
    assertThat(prefix.quietHours()).isEqualTo(26);
  }

  @Test
  void a_further_account_needs_no_more_than_its_role() throws Exception {
    var aws =
        read("aws: {tags: {env: prod},"
                + " accounts: [{roleArn: 'arn:aws:iam::210987654321:role/reader'}]}")
            .aws();
    assertThat(aws.tags()).isEqualTo(Map.of("env", "prod"));
    assertThat(aws.accounts().getFirst().externalId()).isEmpty();
    assertThat(aws.pace().callsPerSecond()).isEqualTo(5);
  }

  @Test
  void what_does_not_fit_is_named_with_its_place_and_what_to_do() {
    refused("push: {zone: Europe/Berlim}", "push.zone", "Europe/Berlim", "Europe/Berlin");
    refused("sources: {journal: [{zone: UTC}]}", "sources.journal[0].host is missing");
    refused("sources: {files: [{host: a, paths: [x]}]}", "sources.files[0].zone is missing");
    refused("sources: {s3: [{host: a, zone: UTC}]}", "sources.s3[0].bucket is missing");
    refused("sources: {s3: [{bucket: s3://b, host: a, zone: UTC}]}", "s3://b", "alone");
    refused("elasticsearch: {user: anna}", "elasticsearch.passwordFile", "Write both or none");
    refused(
        "elasticsearch: {user: a, passwordFile: b, apiKeyFile: c}",
        "both set",
        "Write one of them");
    refused("push: {syslog: {tcpPort: 70000}}", "push.syslog.tcpPort", "70000", "65535");
    refused("push: {syslog: {tlsPort: 6514}}", "push.syslog.certificateFile is empty", "PEM");
    refused(
        "push: {syslog: {tlsPort: 6514, certificateFile: /absent}}",
        "/absent, which cannot be read");
    refused("archive: {bucket: s3://b}", "archive.bucket", "alone");
    refused("archive: {bucket: b, prefix: raw}", "archive.prefix", "slash");
    refused("aws: {accounts: [{region: eu-west-1}]}", "aws.accounts[0].roleArn", "arn:aws:iam::");
    refused("push: {quietMinuts: 5}", "quietMinuts", "Did you mean 'quietMinutes'?");
  }

  @Test
  void evidence_is_kept_for_as_long_as_the_configuration_says() throws Exception {
    assertThat(read("retention: {logs: 7, snapshots: 0}").retention().days())
        .containsExactly(
            Map.entry("logs", 7),
            Map.entry("snapshots", 0),
            Map.entry("runs", 400),
            Map.entry("verdicts", 400),
            Map.entry("anomalies", 400),
            Map.entry("sizes", 400),
            Map.entry("series", 90),
            Map.entry("labels", 400));
    assertThat(read("{}").retention().days()).containsEntry("logs", 30);
    assertThat(read("{}").retention().days()).containsEntry("snapshots", 90);
    refused("retention: {logs: -1}", "retention.logs is -1", "0 to keep them for ever");
    refused("retention: {runs: 40000}", "retention.runs is 40000 days", "at most 36500");
    refused("retention: {log: 7}", "log", "Did you mean 'logs'?");
    refused("retention: {labels: 365}", "retention.labels is 365", "a label counts for 365");
    assertThat(read("retention: {labels: 0}").retention().labels()).isZero();
    refused("retention: {logs: 30d}", "retention.logs", "does not fit");
  }

  @Test
  void the_budget_of_alerts_has_bounds() throws Exception {
    assertThat(read("{}").detection().series()).isTrue();
    assertThat(read("detection: {series: false}").detection().series()).isFalse();
    assertThat(read("{}").detection().alertsPerMonth()).isEqualTo(30);
    assertThat(read("detection: {alertsPerMonth: 0}").detection().alertsPerMonth()).isZero();
    refused("detection: {alertsPerMonth: -1}", "detection.alertsPerMonth is -1", "0 (none)");
    refused("detection: {alertsPerMonth: 10001}", "alertsPerMonth is 10001", "to 10000");
  }

  @Test
  void states_are_saved_every_five_minutes_or_as_rarely_as_once_a_day() throws Exception {
    assertThat(read("{}").detection().checkpointMinutes()).isEqualTo(5);
    assertThat(read("detection: {checkpointMinutes: 1440}").detection().checkpointMinutes())
        .isEqualTo(1440);
    refused("detection: {checkpointMinutes: 0}", "checkpointMinutes is 0", "from 1 to 1440");
    refused("detection: {checkpointMinutes: 1441}", "checkpointMinutes is 1441", "1 to 1440");
  }

  @Test
  void maintenance_windows_are_read_and_checked() throws Exception {
    assertThat(read("{}").detection().maintenance()).isEmpty();
    var weekly = window("days: [sat, sun], start: '22:00', duration: PT4H");
    assertThat(weekly.match().host()).isEqualTo("*");
    assertThat(window("days: daily, start: '22:00', duration: PT4H").days())
        .isEqualTo(List.of("daily"));
    window("days: [1, 15], start: '22:00', duration: PT4H, match: {kind: log-rotation}");
    window("days: [2nd tue, last fri, monday], start: '22:00', duration: P2D");
    window("days: [5th thu], start: '22:00', duration: PT4H");
    window("from: '2026-12-24 18:00', until: '2026-12-27T06:00'");
  }

  @Test
  void a_maintenance_window_that_makes_no_sense_is_refused() {
    var place = "detection.maintenance[0]";
    var good = "days: [sat], start: '22:00', duration: PT4H";
    badWindow(good + ", zone: Europe/Berlim", place + ".zone", "Europe/Berlim", "Europe/Berlin");
    badWindow(good + ", length: PT4H", "there is no key", "length", "Did you mean");
    badWindow(good + ", match: {hosts: a}", "hosts", "Did you mean 'host'?");
    badWindow(good + ", match: {kind: cron}", "'cron' is not a kind", "scheduled-command");
    badWindow(good + ", match: {job: ''}", place + ".match", "pattern is empty");
    badWindow(good + ", from: '2026-12-24T18:00'", place, "not both");
    badWindow("match: {host: a}", place, "needs either from and until, or days");
    badWindow("days: [sat], start: '22:00'", place + ".duration is ''", "PT4H");
    badWindow("start: '22:00', duration: PT4H", place + ".days is missing");
    badWindow("days: [sat], start: '25:00', duration: PT4H", place + ".start", "22:00");
    badWindow("days: [sat], start: '22:00', duration: 4h", place + ".duration", "PT4H or P2D");
    badWindow("days: [sat], start: '22:00', duration: PT0S", place + ".duration", "not empty");
    badWindow("days: [sat], start: '22:00', duration: P32D", "longer than 31 days");
    badWindow("days: daily, start: '22:00', duration: P1D", place, "is always open");
    badWindow("days: [sun], start: '22:00', duration: P7D", place, "is always open");
    badWindow("days: [sat, sat], start: '22:00', duration: PT4H", "'sat' is there twice");
    badWindow("days: [daily, sat], start: '22:00', duration: PT4H", "daily holds all others");
    badWindow("days: [caturday], start: '22:00', duration: PT4H", "'caturday' is not a day");
    badWindow("days: [32], start: '22:00', duration: PT4H", "'32' is not a day");
    badWindow("days: [6th mon], start: '22:00', duration: PT4H", "'6th mon' is not a day");
    badWindow("from: '2026-12-27T18:00', until: '2026-12-24T18:00'", "until is not after");
    badWindow("from: '2026-12-24', until: '2026-12-27T18:00'", place + ".from", "18:00");
    badWindow("from: '2026-01-01T00:00', until: '2026-12-27T18:00'", "longer than 31 days");
    badWindow("from: '2026-03-29T02:10', until: '2026-03-29T02:50'", "is empty", "skip that");
    refused("detection: {maintenance: [{zone: UTC}]}", place + ".name is missing");
    var one = "{name: a, zone: UTC, " + good + "}";
    refused("detection: {maintenance: [" + one + ", " + one + "]}", "[1].name is 'a'", "another");
  }

  private Config.WindowConfig window(String keys) throws Exception {
    var yaml = "detection: {maintenance: [{name: patches, zone: Europe/Berlin, " + keys + "}]}";
    return read(yaml).detection().maintenance().getFirst();
  }

  private void badWindow(String keys, String... words) {
    var zone = keys.contains("zone:") ? "" : "zone: Europe/Berlin, ";
    refused("detection: {maintenance: [{name: patches, " + zone + keys + "}]}", words);
  }

  @Test
  void a_calendar_is_found_beside_the_configuration_and_read_at_once() throws Exception {
    Files.writeString(
        folder.resolve("holidays.ics"),
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\n"
            + "END:VEVENT\nEND:VCALENDAR\n");
    var calendar =
        read("detection: {calendars: [{name: h, file: holidays.ics, zone: Europe/Berlin}]}")
            .detection()
            .calendars()
            .getFirst();
    assertThat(calendar.file()).isEqualTo(folder.resolve("holidays.ics").toString());
    assertThat(calendar.what()).isEqualTo("holiday");
  }

  @Test
  void a_calendar_that_makes_no_sense_is_refused() throws Exception {
    var place = "detection.calendars[0]";
    refused("detection: {calendars: [{name: h, zone: UTC}]}", place + ".file is missing");
    refused("detection: {calendars: [{name: h, file: a.ics}]}", place + ".zone is missing");
    refused(
        "detection: {calendars: [{name: h, file: a.ics, zone: UTC, what: party}]}",
        place + ".what is 'party'");
    var absent = "detection: {calendars: [{name: h, file: absent.ics, zone: UTC}]}";
    assertThatThrownBy(() -> read(absent))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("absent.ics", "cannot be read");
  }

  @Test
  void a_file_of_jobs_beside_the_configuration_is_taken_up_unasked() throws Exception {
    assertThat(read("{}").detection().jobs()).isEmpty();
    assertThatThrownBy(() -> read("detection: {jobs: absent.yaml}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("absent.yaml", "cannot be read");
    var jobs = folder.resolve("jobs.yaml");
    Files.writeString(jobs, "- {match: {host: a}, owner: b}");
    assertThat(read("{}").detection().jobs()).isEqualTo(jobs.toString());
    Files.writeString(jobs, "- {match: {host: a}, owners: b}");
    assertThatThrownBy(() -> read("{}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("jobs.yaml:1", "owners", "Did you mean 'owner'?");
  }

  private void refused(String yaml, String... words) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stillwatch.yaml")
        .hasMessageContainingAll(words);
  }

  private Config read(String yaml) throws Exception {
    var file = folder.resolve("stillwatch.yaml");
    Files.writeString(file, yaml);
    return ConfigFile.read(file, Map.of());
  }
}
