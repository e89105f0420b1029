// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.app.config.Config;
import io.stillwatch.app.config.ConfigFile;
import io.stillwatch.core.evidence.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
  private static final String HOSTS =
      """
      push: {zone: Europe/Berlin}
      sources:
        files: [{host: files-1, zone: Asia/Tokyo, paths: [/var/log/syslog]}]
        journal: [{host: journal-1, zone: America/New_York}]
        s3: [{bucket: logs, host: s3-1, zone: Australia/Sydney}]
      """;

  @TempDir private Path folder;

  private Config read(String yaml) throws Exception {
    return ConfigFile.read(Files.writeString(folder.resolve("stillwatch.yaml"), yaml), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "files-1, Asia/Tokyo",
    "journal-1, America/New_York",
    "s3-1, Australia/Sydney",
    "pushed-1, Europe/Berlin",
  })
  void a_server_has_the_zone_that_the_configuration_names(String host, String zone)
      throws Exception {
    assertThat(Sources.zones(read(HOSTS)).apply(Host.server(host))).isEqualTo(ZoneId.of(zone));
  }

  @Test
  void what_is_no_server_is_in_utc() throws Exception {
    var zones = Sources.zones(read(HOSTS));
    assertThat(zones.apply(Host.rds("files-1"))).isEqualTo(ZoneId.of("UTC"));
    assertThat(zones.apply(Host.account("files-1"))).isEqualTo(ZoneId.of("UTC"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "push: {zone: UTC} | false",
        "sources: {files: [{host: a, zone: UTC, paths: [x]}]} | false",
        "sources: {s3: [{bucket: b, host: a, zone: UTC}]} | true",
        "aws: {rds: true, region: eu-central-1} | true",
        "alerts: {topicArn: 'arn:aws:sns:eu-central-1:123456789012:stops'} | true",
        "sources: {facts: {buckets: [b]}} | true",
        "sources: {facts: {everyMinutes: 0, buckets: [b]}} | false",
      })
  void only_sources_that_one_process_may_read_are_shared(String yaml, boolean shared)
      throws Exception {
    assertThat(Sources.anyShared(read(yaml))).isEqualTo(shared);
  }
}
