// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/// The lines of `snapshots.ndjson`: listings of log files, and configurations in schema 1.
final class Snapshots {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HostPlan.Identity host;

  Snapshots(HostPlan.Identity host) {
    this.host = host;
  }

  String listing(Instant at, List<HostLog.Entry> files, String logrotateStatus) {
    var node = start(at, "listing");
    var list = node.putArray("files");
    for (var file : files) {
      list.addObject()
          .put("path", file.path())
          .put("size", file.sizeBytes())
          .put("mtime", file.modified().truncatedTo(ChronoUnit.SECONDS).toString());
    }
    return node.put("logrotate_status", logrotateStatus).toString();
  }

  String config(Instant at, Machine machine, String runner) {
    var node = start(at, "config").put("schema", 1).put("taken_at", at.toString()).put("as_uid", 0);
    node.putObject("complete").put("path", true).put("users", true);
    node.putObject("os").put("id", "debian").put("version", "12");
    node.putObject("cron")
        .put("impl", "vixie-debian")
        .put("version", "3.0pl1-162")
        .put("options", "-L 1")
        .put("tz", host.zone().getId());
    node.put("sh", "dash 0.5.12");
    node.putObject("logrotate").put("version", "3.21.0").put("runner", runner);
    machine.tables().forEach(table -> table(node.withArray("tables").addObject(), table));
    machine.users().forEach(user -> user(node.withArray("users").addObject(), user));
    programs(node.putObject("path_dirs"), machine);
    var stats = node.putObject("stats");
    machine.paths().forEach((path, state) -> stat(stats.putObject(path), state));
    node.putObject("units")
        .putObject("cron.service")
        .put("active", "active")
        .put("enabled", "enabled");
    return node.toString();
  }

  private ObjectNode start(Instant at, String kind) {
    var node = JSON.createObjectNode().put("@timestamp", at.toString());
    node.putObject("host").put("name", host.name());
    return node.put("kind", kind);
  }

  private static void table(ObjectNode node, ConfigText table) {
    node.put("path", table.path())
        .put("mode", table.mode())
        .put("uid", table.uid())
        .put("gid", table.gid())
        .put("nlink", 1)
        .put("type", "f")
        .putNull("link_uid");
    node.put("sha256", sha256(table.text())).put("text", table.text());
  }

  private static void user(ObjectNode node, Account user) {
    node.put("name", user.name()).put("uid", user.uid());
    user.gids().forEach(node.putArray("gids")::add);
    node.put("home", user.home()).put("shell", user.shell());
    node.put("locked", false).put("expired", false);
  }

  private static void programs(ObjectNode node, Machine machine) {
    machine
        .programs()
        .forEach((dir, names) -> {
          var list = node.putArray(dir);
          for (var name : names) list.add(name + ":0755:0:0");
        });
  }

  private static void stat(ObjectNode node, PathState state) {
    node.put("t", state.type());
    if (state.type().equals("-")) return;
    node.put("mode", state.mode()).put("uid", state.uid()).put("gid", state.gid());
    node.put("acl", false);
    if (!state.shebang().isEmpty()) node.put("shebang", state.shebang());
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
