// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Executable;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotCodecTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Evidence read(String line) {
    var codec = new SnapshotCodec(Host.server("unnamed"), BERLIN);
    var position = new Position("snapshots.ndjson", "g", 0);
    return codec.read(new SourceId("s"), position, line.getBytes(StandardCharsets.UTF_8), NOW);
  }

  @Test
  void a_listing_tells_sizes_times_and_what_logrotate_claims() {
    var listing =
        (Listing)
            read(
                "{\"@timestamp\":\"2026-01-15T08:00:00+02:00\",\"host\":{\"name\":\"ops-1\"},\"kind\":\"listing\","
                    + "\"files\":[{\"path\":\"/var/log/a\",\"size\":5},{\"path\":\"/var/log/a.1\",\"size\":7,"
                    + "\"mtime\":\"2026-01-14T00:00:00Z\",\"new\":true}],\"more\":[],"
                    + "\"logrotate_status\":\"logrotate state -- version 2\\n"
                    + "\\\"/var/log/a\\\" 2026-1-5-6:0:3\\n\\\"/var/log/b \\\\\\\"c\\\\\\\"\\\" 2026-7-5\\n"
                    + "\\\"/var/log/never\\\" 1900-1-0-0:0:0\\n\\\"broken\\n\"}");
    assertThat(listing.at()).isEqualTo(Instant.parse("2026-01-15T06:00:00Z"));
    assertThat(listing.host()).isEqualTo(Host.server("ops-1"));
    assertThat(listing.files())
        .containsExactly(
            new LogFile("/var/log/a", 5, LogFile.UNKNOWN_TIME),
            new LogFile("/var/log/a.1", 7, Instant.parse("2026-01-14T00:00:00Z")));
    assertThat(listing.rotatedAt())
        .hasSize(2)
        .containsEntry("/var/log/a", Instant.parse("2026-01-05T05:00:03Z"))
        .containsEntry("/var/log/b \"c\"", Instant.parse("2026-07-04T22:00:00Z"));
  }

  @Test
  void an_instance_in_the_cloud_is_the_host() {
    var line =
        "{\"@timestamp\":\"2026-01-15T08:00:00Z\",\"cloud\":{\"instance\":{\"id\":\"orders\"}},"
            + "\"host\":{\"name\":\"x\"},\"kind\":\"listing\",\"files\":[{\"path\":\"error/a.log\",\"size\":1,\"mtime\":1768471201500}]}";
    var listing = (Listing) read(line);
    assertThat(listing.host()).isEqualTo(Host.rds("orders"));
    assertThat(listing.files().getFirst().modified())
        .isEqualTo(Instant.parse("2026-01-15T10:00:01.500Z"));
  }

  @Test
  void a_configuration_tells_tables_users_and_what_stands_where() {
    var config =
        (HostConfig)
            read(
                "{\"schema\":1,\"host\":\"ops-1\",\"taken_at\":\"2026-01-15T08:00:00Z\",\"complete\":{\"path\":true,\"users\":true},"
                    + "\"cron\":{\"impl\":\"cronie\",\"version\":\"1.7.2\",\"tz\":\"America/New_York\"},"
                    + "\"tables\":[{\"path\":\"/etc/cron.d/x\",\"mode\":\"0644\",\"uid\":0,\"gid\":0,\"nlink\":1,\"type\":\"f\",\"text\":\"a\\n\"},"
                    + "{\"path\":\"/etc/cron.d/unreadable\",\"mode\":\"0600\",\"text\":null}],"
                    + "\"users\":[{\"name\":\"dba\",\"uid\":1001,\"gids\":[1001,4],\"home\":\"/home/dba\",\"shell\":\"/bin/bash\",\"locked\":false,\"expired\":true}],"
                    + "\"path_dirs\":{\"/usr/bin\":[\"awk:0755:0:0\",\"a:b:0700:5:6\"]},"
                    + "\"stats\":{\"/var/log\":{\"t\":\"d\",\"mode\":\"0750\",\"uid\":0,\"gid\":4,\"acl\":false}},\"units\":{}}");
    assertThat(config.platform().dialect()).isEqualTo(Dialect.CRONIE);
    assertThat(config.platform().zone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(config.files())
        .singleElement()
        .satisfies(file -> assertThat(file.attributes().mode()).isEqualTo("0644"));
    assertThat(config.accounts().complete()).isTrue();
    assertThat(config.accounts().users().getFirst().usable()).isFalse();
    assertThat(config.disk().pathDirs().get("/usr/bin"))
        .containsExactly(new Executable("awk", "0755", 0, 0), new Executable("a:b", "0700", 5, 6));
    assertThat(config.disk().stats().get("/var/log").exists()).isTrue();
  }

  @Test
  void single_facts_of_the_host_keep_their_names() {
    var config =
        (HostConfig)
            read(
                "{\"@timestamp\":\"2026-01-15T08:00:00Z\",\"kind\":\"config\",\"tables\":[],"
                    + "\"sh\":\"dash 0.5.12\",\"logrotate\":{\"version\":\"3.21.0\",\"runner\":\"timer\","
                    + "\"sandbox\":{\"ProtectSystem\":\"full\"}},"
                    + "\"units\":{\"cron.service\":{\"active\":\"inactive\",\"enabled\":\"enabled\"},"
                    + "\"logrotate.timer\":{\"last\":\"x\"}},\"anacron\":{\"cron.daily\":\"20260112\"},"
                    + "\"fs\":[{\"mnt\":\"/var\",\"used_pct\":61,\"inode_pct\":20}],"
                    + "\"open_renamed\":[{\"path\":\"/var/log/a.1\",\"pid_comm\":\"java\"}]}");
    assertThat(config.platform().facts())
        .containsEntry("sh", "dash 0.5.12")
        .containsEntry("logrotate.version", "3.21.0")
        .containsEntry("sandbox:ProtectSystem", "full")
        .containsEntry("unit:cron.service", "inactive,enabled")
        .doesNotContainKey("unit:logrotate.timer")
        .containsEntry("anacron:cron.daily", "20260112")
        .containsEntry("fs:/var", "61 20")
        .containsEntry("open:/var/log/a.1", "java");
  }

  @Test
  void debian_in_the_zone_of_the_source_is_assumed() {
    var config =
        (HostConfig)
            read("{\"@timestamp\":\"2026-01-15T08:00:00Z\",\"kind\":\"config\",\"tables\":[]}");
    assertThat(config.host()).isEqualTo(Host.server("unnamed"));
    assertThat(config.platform().dialect()).isEqualTo(Dialect.DEBIAN);
    assertThat(config.platform().zone()).isEqualTo(BERLIN);
    assertThat(config.accounts().complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[]",
        "{\"kind\":\"listing\"}",
        "{\"kind\":\"listing\",\"files\":[]}",
        "{\"kind\":\"poem\",\"@timestamp\":\"2026-01-15T08:00:00Z\"}",
        "{\"@timestamp\":\"2026-02-30T08:00:00Z\",\"kind\":\"listing\",\"files\":[]}",
        "{\"@timestamp\":\"2026-01-15T08:00:00Z\",\"kind\":\"config\"}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}}}}}}",
      })
  void a_line_that_is_no_snapshot_is_a_gap_that_says_why(String line) {
    var gap = (Gap) read(line);
    assertThat(gap.bytes()).isEqualTo(line.length());
    assertThat(gap.why()).startsWith("Not a snapshot line: ");
    assertThat(gap.at()).isEqualTo(NOW);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "host":"a\\nb","tables":[]                             | the name of the host has control characters
          "host":"LONG","tables":[]                              | the name of the host is longer than 255 characters
          "tables":[{"path":"/etc/a\\u0007","text":""}]          | a path of tables has control characters
          "tables":[{"path":"/LONG","text":""}]                  | a path of tables is longer than 4096 characters
          "tables":[],"users":[{"name":"a\\tb"}]                 | a name of users has control characters
          "tables":[],"users":[{"name":"a","home":"/\\u001b[2J"}] | a path of users has control characters
          """)
  void names_that_nobody_has_make_a_line_no_snapshot(String fields, String why) {
    var line = "{\"taken_at\":\"2026-01-15T08:00:00Z\"," + fields + "}";
    var gap = (Gap) read(line.replace("LONG", "x".repeat(5_000)));
    assertThat(gap.why()).endsWith(why);
  }

  /// The script of older hosts told no first line of programs either.
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "',\"shebang\":null', ''",
    "',\"shebang\":\"\"', -",
    "',\"shebang\":\"#!/bin/sh\"', #!/bin/sh"
  })
  void only_an_empty_first_line_tells_that_there_is_no_interpreter(String told, String shebang) {
    var config =
        (HostConfig)
            read(
                "{\"taken_at\":\"2026-01-15T08:00:00Z\",\"complete\":{\"path\":true},\"tables\":[],"
                    + "\"stats\":{\"/opt/x.py\":{\"t\":\"f\",\"mode\":\"0755\""
                    + told
                    + "}}}");
    assertThat(config.disk().stats().get("/opt/x.py").shebang()).isEqualTo(shebang);
  }

  @Test
  void files_whose_names_cannot_be_told_are_left_out() {
    var time = "{\"taken_at\":\"2026-01-15T08:00:00Z\",";
    var listing =
        (Listing)
            read(
                time
                    + "\"kind\":\"listing\",\"files\":[{\"path\":\"/a\\u001b\",\"size\":1},"
                    + "{\"path\":\"/b\",\"size\":1}]}");
    assertThat(listing.files()).extracting(LogFile::path).containsExactly("/b");
    var config =
        (HostConfig)
            read(
                time
                    + "\"tables\":[],\"stats\":{\"/a\\nb\":{},\"/c\":{}},"
                    + "\"path_dirs\":{\"/d\\n\":[],\"/e\":[\"f\\r\",\"g\"]}}");
    assertThat(config.disk().stats()).containsOnlyKeys("/c");
    assertThat(config.disk().pathDirs()).containsOnlyKeys("/e");
    assertThat(config.disk().pathDirs().get("/e"))
        .extracting(Executable::name)
        .containsExactly("g");
  }

  @Test
  void a_long_line_of_a_table_is_kept_up_to_a_length_and_tells_how_much_is_missing() {
    var text = "a\\n5 1 * * * root " + "x".repeat(100_000) + "\\nb";
    var config =
        (HostConfig)
            read(
                "{\"taken_at\":\"2026-01-15T08:00:00Z\",\"tables\":[{\"path\":\"/etc/crontab\",\"text\":\""
                    + text
                    + "\"}]}");
    var lines = config.files().getFirst().text().lines().toList();
    assertThat(lines).hasSize(3).startsWith("a").endsWith("b");
    assertThat(lines.get(1))
        .hasSizeLessThanOrEqualTo(16_384)
        .matches("5 1 \\* \\* \\* root x+ \\[cut: 836\\d\\d more characters]");
  }
}
