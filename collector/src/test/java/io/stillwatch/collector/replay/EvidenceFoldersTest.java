// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFoldersTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));

  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    var path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    if (!name.endsWith(".gz")) {
      Files.writeString(path, text);
      return;
    }
    try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private Recording read() throws IOException {
    return EvidenceFolders.read(List.of(folder), NOW);
  }

  private static List<Evidence> logs(Recording recording) {
    return recording.evidence().stream().filter(LogRecord.class::isInstance).toList();
  }

  @Test
  void a_folder_is_read_as_its_description_says() throws Exception {
    file(
        "replay.yaml",
        "host: ops-1\ntimezone: Europe/Berlin\nstart: 2024-12-30\ndialect: cronie\n");
    file(
        "cron.log",
        "Dec 30 10:00:00 ops-1.example.com CROND[1]: (root) CMD (a)\nJan  2 10:00:00 ops-1 CROND[2]: (root) CMD (a)\n");
    file(
        "snapshots.ndjson.gz",
        "{\"@timestamp\":\"2025-01-01T00:00:00Z\",\"kind\":\"listing\",\"files\":[]}\n\n");
    file("etc/cron.d/job", "0 10 * * * root a\n");
    file("label.json", "{}");
    var recording = read();
    assertThat(recording.evidence())
        .extracting(Evidence::at)
        .containsExactly(
            Instant.parse("2024-12-30T09:00:00Z"),
            Instant.parse("2024-12-30T09:00:00Z"),
            Instant.parse("2025-01-01T00:00:00Z"),
            Instant.parse("2025-01-02T09:00:00Z"));
    assertThat(recording.evidence()).extracting(Evidence::host).containsOnly(Host.server("ops-1"));
    assertThat(recording.evidence().getFirst()).isInstanceOf(HostConfig.class);
    assertThat(recording.evidence().get(2)).isInstanceOf(Listing.class);
    assertThat(recording.ignored()).containsExactly(folder.resolve("label.json"));
    assertThat(recording.guessed()).isEmpty();
    assertThat(recording.hosts())
        .singleElement()
        .satisfies(host -> {
          assertThat(host.platform().dialect()).isEqualTo(Dialect.CRONIE);
          assertThat(host.platform().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        });
  }

  @Test
  void each_host_of_several_folders_has_the_zone_of_its_folder() throws Exception {
    file("one/replay.yaml", "host: berlin-1\ntimezone: Europe/Berlin\nstart: 2025-01-01\n");
    file("one/cron.log", "Jan  2 10:00:00 berlin-1 CRON[2]: (root) CMD (a)\n");
    file("two/replay.yaml", "host: tokyo-1\ntimezone: Asia/Tokyo\nstart: 2025-01-01\n");
    file("two/cron.log", "Jan  2 10:00:00 tokyo-1 CRON[2]: (root) CMD (a)\n");

    var recording =
        EvidenceFolders.read(List.of(folder.resolve("one"), folder.resolve("two")), NOW);

    assertThat(recording.evidence())
        .extracting(Evidence::at)
        .containsExactly(
            Instant.parse("2025-01-02T01:00:00Z"), Instant.parse("2025-01-02T09:00:00Z"));
    assertThat(recording.zoneOf(Host.server("berlin-1"))).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(recording.zoneOf(Host.server("tokyo-1"))).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(recording.zoneOf(Host.server("unknown"))).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void configuration_files_keep_the_paths_that_they_have_on_the_host() throws Exception {
    file("etc/logrotate.d/app", "a");
    file("input-etc/crontab", "b");
    file("input-etc/job", "c");
    file("spool-crontab-root", "d");
    file("input-spool/alice", "e");
    file("var/spool/cron/crontabs/bob", "f");
    file("var/log/syslog.1", "Jan 15 10:00:00 ops-1 CRON[1]: (root) CMD (a)\n");
    file("var-log/messages.2.gz", "Jan 14 10:00:00 ops-1 CRON[1]: (root) CMD (a)\n");
    var recording = read();
    assertThat(((HostConfig) recording.evidence().getFirst()).files())
        .extracting(ConfigFile::path)
        .containsExactlyInAnyOrder(
            "/etc/logrotate.d/app",
            "/etc/crontab",
            "/etc/cron.d/job",
            "/var/spool/cron/crontabs/root",
            "/var/spool/cron/crontabs/alice",
            "/var/spool/cron/crontabs/bob");
    assertThat(recording.evidence().getFirst().host()).isEqualTo(Host.server("ops-1"));
    assertThat(logs(recording)).hasSize(2);
    assertThat(recording.ignored()).isEmpty();
  }

  @Test
  void without_a_start_no_line_lies_in_the_future() throws Exception {
    file(
        "a.log",
        "Nov  1 10:00:00 ops cron[1]: a\nFeb  1 10:00:00 ops cron[1]: b\nApr  1 10:00:00 ops cron[1]: c\n");
    assertThat(read().evidence())
        .extracting(Evidence::at)
        .containsExactly(
            Instant.parse("2024-11-01T10:00:00Z"),
            Instant.parse("2025-02-01T10:00:00Z"),
            Instant.parse("2025-04-01T10:00:00Z"));
  }

  @Test
  void a_log_whose_year_is_guessed_is_named() throws Exception {
    file("cron.log", "Feb 28 10:00:00 ops-1 CRON[1]: (root) CMD (a)\n");
    file("dated.log", "2026-02-28T10:00:00Z ops-1 CRON[1]: (root) CMD (a)\n");
    assertThat(read().guessed()).containsExactly(folder.resolve("cron.log"));
  }

  @Test
  void every_line_becomes_a_record_whatever_is_in_it() throws Exception {
    file(
        "a.log",
        "heading\n\nJan 15 10:00:00 ops CRON[1]: (root) CMD (a)\n  continued\nlast line without an end");
    var records = logs(read());
    assertThat(records).hasSize(5);
    assertThat(records)
        .extracting(Evidence::at)
        .containsOnly(Instant.parse("2026-01-15T10:00:00Z"));
    assertThat(records).extracting(Evidence::id).doesNotHaveDuplicates();
  }

  @Test
  void a_dialect_that_nobody_tells_shows_in_the_lines() throws Exception {
    file("a.log", "Jan 15 10:00:00 ops CROND[1]: (root) CMD (a)\n");
    assertThat(read().hosts().getFirst().platform().dialect()).isEqualTo(Dialect.CRONIE);
  }

  @Test
  void a_single_file_is_a_log() throws Exception {
    file("anything", "Jan 15 10:00:00 ops CRON[1]: (root) CMD (a)\n");
    var recording = EvidenceFolders.read(List.of(folder.resolve("anything")), NOW);
    assertThat(recording.evidence()).hasSize(1);
  }

  @Test
  void two_folders_are_merged_by_time() throws Exception {
    file("one/a.log", "Jan 15 10:00:00 one cron[1]: a\nJan 15 12:00:00 one cron[1]: a\n");
    file("two/a.log", "Jan 15 11:00:00 two cron[1]: a\n");
    var recording =
        EvidenceFolders.read(List.of(folder.resolve("one"), folder.resolve("two")), NOW);
    assertThat(recording.evidence())
        .extracting(one -> one.host().name())
        .containsExactly("one", "two", "one");
  }

  @Test
  void a_folder_that_is_not_there_and_a_description_that_cannot_be_read_are_named()
      throws Exception {
    assertThatThrownBy(() -> EvidenceFolders.read(List.of(folder.resolve("no")), NOW))
        .hasMessageContaining("does not exist");
    file("replay.yaml", "timezone: Europe/Pariss\n");
    assertThatThrownBy(this::read)
        .hasMessageContaining("replay.yaml")
        .hasMessageContaining("Pariss");
  }
}
