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
