// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.simulator.host.SimulatedHost;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.LogFileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
  private static final Instant START = Instant.parse("2026-02-02T13:27:45Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void arrives_at_the_same_bytes_in_any_steps_and_after_a_crash() throws Exception {
    var end = START.plus(Duration.ofDays(4));
    var inOne = new Fleet(folder.resolve("a"), 7, START, Scenario.HEALTHY);
    inOne.advanceTo(end);
    var expected = bytes(folder.resolve("a"));

    var crashed = new Fleet(folder.resolve("b"), 7, START, Scenario.HEALTHY);
    crashed.advanceTo(START.plus(Duration.ofHours(31)));
    var inSteps = new Fleet(folder.resolve("b"), 7, START, Scenario.HEALTHY);
    for (var now = START; now.isBefore(end); now = now.plusSeconds(4999)) inSteps.advanceTo(now);
    inSteps.advanceTo(end);

    assertThat(bytes(folder.resolve("b"))).isEqualTo(expected);
    assertThat(inSteps.linesWritten()).isEqualTo(inOne.linesWritten());
    assertThat(inSteps.now()).isEqualTo(inOne.now());
    for (var i = 0; i < 6; i++) {
      assertThat(texts(inSteps.databases().get(i))).isEqualTo(texts(inOne.databases().get(i)));
    }
  }

  @Test
  void another_seed_is_another_world() {
    var end = START.plus(Duration.ofDays(1));
    var one = new Fleet(folder.resolve("a"), 7, START, Scenario.HEALTHY);
    var other = new Fleet(folder.resolve("b"), 8, START, Scenario.HEALTHY);
    one.advanceTo(end);
    other.advanceTo(end);
    assertThat(one.linesWritten()).isNotEqualTo(other.linesWritten());
  }

  @Test
  void one_rotation_stops_on_day_45_and_nothing_else() throws Exception {
    var fleet = new Fleet(folder.resolve("fleet"), 7, START, Scenario.CASE_STUDY);
    fleet.advanceTo(START.plus(Duration.ofDays(60)));

    assertThat(fleet.day()).isEqualTo(61);
    assertThat(fleet.linesWritten()).isBetween(150_000L, 200_000L);
    // The last good run of the victim was in the night before the edit.
    assertThat(closedSlowLogs(fleet, "orders-mysql")).isEmpty();
    assertThat(slowLog(fleet, "orders-mysql").sizeBytes()).isGreaterThan(2_000_000);
    for (var healthy : List.of("billing-mysql", "shop-mariadb", "crm-mariadb")) {
      assertThat(closedSlowLogs(fleet, healthy)).hasSize(14);
      assertThat(slowLog(fleet, healthy).sizeBytes()).isLessThan(100_000);
    }

    var ops = host(fleet, "ops-1");
    var typo = "(dbops) CMD (/opt/dbtools/rotate-slow-lgo.sh orders-mysql >/dev/null 2>&1)";
    var good = "(dbops) CMD (/opt/dbtools/flush-slow-log.sh billing-mysql >/dev/null 2>&1)";
    // Seven rotated files are kept, and each holds one night.
    assertThat(syslog(ops)).filteredOn(line -> line.endsWith(typo)).hasSize(7);
    assertThat(syslog(ops)).filteredOn(line -> line.endsWith(good)).hasSize(7);
    assertThat(syslog(ops)).noneMatch(line -> line.contains("rotate-slow-log.sh"));
  }

  @Test
  void the_edit_is_in_syslog_at_once_and_in_the_next_snapshot() throws Exception {
    var fleet = new Fleet(folder.resolve("fleet"), 7, START, Scenario.CASE_STUDY);
    var noon = fleet.startOfDay(45).plus(Duration.ofHours(12));
    fleet.advanceTo(noon.plus(Duration.ofHours(6)));
    var ops = host(fleet, "ops-1");
    assertThat(syslog(ops))
        .anyMatch(line ->
            line.startsWith("Mar 18 14:11:01 ops-1 cron[588]: (*system*rds-log-rotation) RELOAD")
                && line.endsWith("(/etc/cron.d/rds-log-rotation)"));

    var configs = snapshots(ops, "config");
    var last = configs.getLast();
    assertThat(last.path("@timestamp").asText()).isEqualTo("2026-03-18T14:11:00Z");
    assertThat(table(last)).contains("rotate-slow-lgo.sh orders-mysql");
    assertThat(table(last)).contains("flush-slow-log.sh billing-mysql");
    var stats = last.path("stats");
    assertThat(stats.path("/opt/dbtools/rotate-slow-lgo.sh").path("t").asText()).isEqualTo("-");
    assertThat(stats.path("/opt/dbtools/rotate-slow-log.sh").path("mode").asText())
        .isEqualTo("0744");
    var before = configs.get(configs.size() - 2);
    assertThat(before.path("@timestamp").asText()).isEqualTo("2026-03-18T00:00:00Z");
    assertThat(table(before)).contains("rotate-slow-log.sh orders-mysql");
    assertThat(fleet.databases().getFirst().files())
        .extracting(LogFileEntry::name)
        .contains("slowquery/mysql-slowquery.log.2026-03-18");
  }

  @Test
  void every_command_in_syslog_stands_in_a_table_and_rotation_is_seen_on_disk() throws Exception {
    var fleet = new Fleet(folder.resolve("fleet"), 3, START, Scenario.HEALTHY);
    fleet.advanceTo(Instant.parse("2026-02-09T12:00:00Z"));
    for (var host : fleet.hosts()) {
      var tables = new StringBuilder();
      var config = snapshots(host, "config").getLast();
      config.path("tables").forEach(table -> tables.append(table.path("text").asText()));
      var text = tables.toString().replace("\\%", "%");
      var commands = syslog(host).stream().filter(line -> line.contains(") CMD (")).toList();
      assertThat(commands).hasSizeGreaterThan(700);
      for (var line : commands) {
        var command = line.substring(line.indexOf(") CMD (") + 7, line.length() - 1);
        assertThat(text).contains(command);
      }
      var listing = snapshots(host, "listing").getLast();
      assertThat(listing.path("@timestamp").asText()).isEqualTo("2026-02-09T12:00:00Z");
      var rotated = 0;
      for (var file : listing.path("files")) {
        var name = file.path("path").asText();
        if (!name.startsWith("/var/log/syslog")) continue;
        assertThat(Files.size(host.folder().resolve(name.substring(1))))
            .as(name)
            .isEqualTo(file.path("size").asLong());
        rotated++;
      }
      assertThat(rotated).isEqualTo(8);
      assertThat(listing.path("logrotate_status").asText())
          .contains("\"/var/log/syslog\" 2026-2-9-");
    }
  }

  @Test
  void the_log_families_of_rds_rotate_and_expire_as_documented() {
    var fleet = new Fleet(folder.resolve("fleet"), 3, START, Scenario.HEALTHY);
    fleet.advanceTo(Instant.parse("2026-02-20T09:02:00Z"));
    var mysql = names(fleet, "billing-mysql", "error/mysql-error-running.log.");
    assertThat(mysql)
        .hasSizeBetween(336, 337)
        .endsWith("error/mysql-error-running.log.2026-02-20.09");
    var mariadb = names(fleet, "shop-mariadb", "error/mysql-error-running.log.");
    assertThat(mariadb).hasSizeBetween(24, 25);
    var postgres = names(fleet, "events-postgres", "error/postgresql.log.");
    assertThat(postgres).hasSizeBetween(72, 74).endsWith("error/postgresql.log.2026-02-20-09");
    assertThat(closedSlowLogs(fleet, "orders-mysql")).hasSize(14);
  }

  @Test
  void refuses_to_delete_what_it_did_not_write() throws Exception {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> new Fleet(folder, 1, START, Scenario.HEALTHY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder.toString());
    assertThat(folder.resolve("thesis.txt")).exists();
  }

  private static SimulatedHost host(Fleet fleet, String name) {
    return fleet.hosts().stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(Fleet fleet, String instance, String prefix) {
    return fleet.databases().stream()
        .filter(d -> d.id().equals(instance))
        .flatMap(d -> d.files().stream())
        .map(LogFileEntry::name)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static List<String> closedSlowLogs(Fleet fleet, String instance) {
    return names(fleet, instance, "slowquery/mysql-slowquery.log.");
  }

  private static LogFileEntry slowLog(Fleet fleet, String instance) {
    return fleet.databases().stream()
        .filter(d -> d.id().equals(instance))
        .flatMap(d -> d.files().stream())
        .filter(f -> f.name().equals("slowquery/mysql-slowquery.log"))
        .findFirst()
        .orElseThrow();
  }

  private static String table(JsonNode config) {
    for (var table : config.path("tables")) {
      if (table.path("path").asText().equals("/etc/cron.d/rds-log-rotation")) {
        return table.path("text").asText();
      }
    }
    throw new AssertionError("The snapshot lacks the table.");
  }

  private static List<JsonNode> snapshots(SimulatedHost host, String kind) throws IOException {
    var found = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(host.folder().resolve("snapshots.ndjson"))) {
      var node = JSON.readTree(line);
      if (node.path("kind").asText().equals(kind)) found.add(node);
    }
    return found;
  }

  /// All lines of syslog and of its rotated files.
  private static List<String> syslog(SimulatedHost host) throws IOException {
    var lines = new ArrayList<String>();
    try (var logs = Files.list(host.folder().resolve("var/log"))) {
      for (var log : logs.sorted().toList()) {
        try (var in = open(log)) {
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(lines::add);
        }
      }
    }
    return lines;
  }

  private static InputStream open(Path log) throws IOException {
    var in = Files.newInputStream(log);
    return log.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static Map<String, String> texts(DatabaseInstance instance) {
    var texts = new TreeMap<String, String>();
    for (var file : instance.files()) {
      var text = new String(instance.content(file.name()).orElseThrow(), StandardCharsets.UTF_8);
      texts.put(file.name() + " " + file.lastWritten(), text);
    }
    return texts;
  }

  /// Content and time of every file below a folder.
  private static Map<String, String> bytes(Path root) throws IOException {
    var bytes = new TreeMap<String, String>();
    try (var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = root.relativize(file).toString();
        var time = name.startsWith(".") ? "" : Files.getLastModifiedTime(file).toString();
        if (name.endsWith("replay.yaml")) time = "";
        bytes.put(name, time + " " + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return bytes;
  }
}
