// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.collector.replay.EvidenceFolders;
import io.stillwatch.core.anomaly.Detector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

/// What a Debian host named ops-1 leaves behind over some days from [#START] on, replayed by the
/// whole product: the log of cron, and snapshots of its files.
final class RecordedHost {
  static final Instant START = Instant.parse("2026-10-05T00:00:00Z");

  private final TreeMap<Instant, String> log = new TreeMap<>();
  private final StringBuilder snapshots = new StringBuilder();

  static Instant at(int day, String time) {
    return START.plus(Duration.ofDays(day)).plusSeconds(LocalTime.parse(time).toSecondOfDay());
  }

  /// cron starts a command of root at a time of each of these days.
  RecordedHost runs(String command, String time, int from, int until) {
    for (int day = from; day < until; day++) cron(at(day, time), command);
    return this;
  }

  /// .. and on each hour, so that cron and the host are known to be alive.
  RecordedHost hourly(int from, int until) {
    return hourly(at(from, "00:00"), at(until, "00:00"));
  }

  RecordedHost hourly(Instant from, Instant until) {
    for (var hour = from; hour.isBefore(until); hour = hour.plus(Duration.ofHours(1)))
      cron(hour.plusSeconds(17 * 60), "/opt/hourly.sh");
    return this;
  }

  private void cron(Instant due, String command) {
    says(due.plusSeconds(1), "CRON", "(root) CMD (" + command + ")");
  }

  RecordedHost says(Instant at, String program, String message) {
    var free = at.truncatedTo(ChronoUnit.SECONDS);
    while (log.containsKey(free)) free = free.plusMillis(1);
    log.put(free, "ops-1 " + program + "[1]: " + message);
    return this;
  }

  /// One file of the configuration.
  record Table(String path, String mode, String text) {
    static Table of(String path, String text) {
      return new Table(path, "0644", text);
    }
  }

  /// How it is configured from then on.
  RecordedHost snapshot(Instant at, Table... tables) {
    return snapshot(at, JsonNodeFactory.instance.objectNode(), tables);
  }

  /// With the state of paths.
  RecordedHost snapshot(Instant at, ObjectNode stats, Table... tables) {
    var json = JsonNodeFactory.instance.objectNode().put("kind", "config");
    json.put("@timestamp", at.toString()).putObject("host").put("name", "ops-1");
    json.putObject("cron").put("impl", "debian").put("tz", "UTC");
    json.putObject("complete").put("users", true);
    var users = json.putArray("users");
    user(users.addObject(), "root", 0);
    user(users.addObject(), "ops", 1000);
    for (var table : tables)
      json.withArray("tables")
          .addObject()
          .put("path", table.path())
          .put("mode", table.mode())
          .put("uid", 0)
          .put("gid", 0)
          .put("text", table.text());
    if (tables.length == 0) json.putArray("tables");
    json.set("stats", stats);
    snapshots.append(json).append('\n');
    return this;
  }

  private static void user(ObjectNode user, String name, int id) {
    user.put("name", name).put("uid", id).put("home", "/" + name).put("shell", "/bin/sh");
    user.putArray("gids").add(id);
  }

  /// A listing of a log file.
  RecordedHost listing(Instant at, String path, long size) {
    var json = JsonNodeFactory.instance.objectNode().put("kind", "listing");
    json.put("@timestamp", at.toString()).putObject("host").put("name", "ops-1");
    json.putArray("files").addObject().put("path", path).put("size", size);
    snapshots.append(json).append('\n');
    return this;
  }

  /// All of it through the whole product, without the autoencoder.
  ReplayResult replayed(Path folder) throws Exception {
    Files.writeString(
        folder.resolve("replay.yaml"), "host: ops-1\ntimezone: UTC\ndialect: debian\n");
    var lines = log.entrySet().stream().map(line -> line.getKey() + " " + line.getValue()).toList();
    Files.write(folder.resolve("syslog.log"), lines);
    Files.writeString(folder.resolve("snapshots.ndjson"), snapshots);
    var recording = EvidenceFolders.read(List.of(folder), InstantSource.system());
    return ReplayRun.of(recording, Detector.none());
  }
}
