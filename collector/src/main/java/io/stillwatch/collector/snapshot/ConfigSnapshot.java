// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.collector.snapshot.SnapshotCodec.UnreadableSnapshot;
import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Executable;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.evidence.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The configuration part of a snapshot line: tables, users, executables, states of paths.
///
/// The fields stand in the line itself, or below `config` or `snapshot`.
final class ConfigSnapshot {
  private static final String OF_LINKS = "0777";

  private ConfigSnapshot() {}

  /// Where a snapshot comes from, and what it is about.
  record Origin(String id, SourceId source, Host host, Instant at) {}

  static HostConfig read(Origin origin, JsonNode line, ZoneId zone) throws UnreadableSnapshot {
    var node = body(line);
    if (!node.path("tables").isArray()) throw new UnreadableSnapshot("tables is missing");
    var complete = node.path("complete");
    var accounts = new HostConfig.Accounts(users(node), complete.path("users").asBoolean(false));
    var disk =
        new HostConfig.Disk(
            pathDirs(node.path("path_dirs")), complete.path("path").asBoolean(false), stats(node));
    return new HostConfig(
        origin.id,
        origin.source,
        origin.host,
        origin.at,
        platform(node, zone),
        tables(node),
        accounts,
        disk);
  }

  private static JsonNode body(JsonNode line) {
    for (var name : List.of("config", "snapshot")) {
      if (line.path(name).isObject()) return line.path(name);
    }
    return line;
  }

  private static Platform platform(JsonNode node, ZoneId zone) {
    var cron = node.path("cron");
    var impl =
        cron.path("impl").asText(node.path("os").path("id").asText("")).toLowerCase(Locale.ROOT);
    var description = (impl + " " + cron.path("version").asText("")).strip();
    var facts = SnapshotFacts.of(node);
    var tz = zoneOf(cron.path("tz").asText(""), zone);
    return new Platform(Dialect.of(impl), tz, description, facts);
  }

  private static ZoneId zoneOf(String name, ZoneId otherwise) {
    if (name.isEmpty()) return otherwise;
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return otherwise; // an audit rule names the wrong zone; here the rest of the snapshot counts
    }
  }

  private static List<ConfigFile> tables(JsonNode node) throws UnreadableSnapshot {
    var files = new ArrayList<ConfigFile>();
    for (var table : node.path("tables")) {
      var path = Named.path("tables", table.path("path").asText(""));
      var text = text(table);
      // without its text a file is unknown, not empty
      if (!path.isEmpty() && text.isPresent()) {
        files.add(ConfigFile.told(path, text.get(), attributes(table)));
      }
    }
    return files;
  }

  /// What is not plain ASCII may come as base64.
  private static Optional<String> text(JsonNode table) throws UnreadableSnapshot {
    if (table.path("text").isTextual()) return Optional.of(table.path("text").asText());
    if (!table.path("text_base64").isTextual()) return Optional.empty();
    try {
      return Optional.of(
          new String(table.path("text_base64").binaryValue(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UnreadableSnapshot("text_base64 of " + table.path("path").asText() + " is none");
    }
  }

  /// A link stands in the table with its own mode, which is always 0777, and what it leads to below
  /// `target`; other snapshots give the mode of the target and `link_uid`.
  private static ConfigFile.Attributes attributes(JsonNode table) {
    var type = table.path("type").asText("f");
    if (!type.equals("l")) return attributes(table, type, -1);
    int linkUid = table.path("link_uid").asInt(table.path("uid").asInt(-1));
    if (table.path("target").isObject()) return attributes(table.path("target"), type, linkUid);
    if (table.path("mode").asText().equals(OF_LINKS)) return ConfigFile.Attributes.link(linkUid);
    return attributes(table, type, linkUid);
  }

  private static ConfigFile.Attributes attributes(JsonNode of, String type, int linkUid) {
    return new ConfigFile.Attributes(
        of.path("mode").asText(""),
        of.path("uid").asInt(-1),
        of.path("gid").asInt(-1),
        of.path("nlink").asInt(1),
        type,
        linkUid);
  }

  private static List<Account> users(JsonNode node) throws UnreadableSnapshot {
    var users = new ArrayList<Account>();
    for (var user : node.path("users")) {
      var name = Named.account(user.path("name").asText(""));
      if (name.isEmpty()) continue;
      var gids = new ArrayList<Integer>();
      user.path("gids").forEach(gid -> gids.add(gid.asInt()));
      boolean expired = user.path("expired").asBoolean(false);
      users.add(
          new Account(
              name,
              user.path("uid").asInt(-1),
              gids,
              Named.path("users", user.path("home").asText("")),
              Named.path("users", user.path("shell").asText("")),
              !expired));
    }
    return users;
  }

  private static Map<String, List<Executable>> pathDirs(JsonNode node) {
    var dirs = new LinkedHashMap<String, List<Executable>>();
    for (var dir : node.properties()) {
      if (!Named.tellable(dir.getKey())) continue;
      var names = new ArrayList<Executable>();
      for (var entry : dir.getValue())
        if (Named.tellable(entry.asText())) names.add(executable(entry.asText()));
      dirs.put(dir.getKey(), List.copyOf(names));
    }
    return dirs;
  }

  /// `awk:0755:0:0`, and the name itself may hold colons.
  private static Executable executable(String entry) {
    var parts = List.of(entry.split(":", -1));
    int n = parts.size();
    if (n < 4) return new Executable(parts.getFirst(), "0755", -1, -1);
    var name = String.join(":", parts.subList(0, n - 3));
    return new Executable(name, parts.get(n - 3), id(parts.get(n - 2)), id(parts.get(n - 1)));
  }

  private static int id(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }

  private static Map<String, FileStat> stats(JsonNode node) {
    var stats = new LinkedHashMap<String, FileStat>();
    for (var stat : node.path("stats").properties())
      if (Named.tellable(stat.getKey())) stats.put(stat.getKey(), stat(stat.getValue()));
    return stats;
  }

  /// The first line of a script. One that is empty tells that there is none; null, or the lack of
  /// one, tells nothing: older scripts told none of programs either.
  private static String shebang(JsonNode stat) {
    var first = stat.path("shebang");
    return first.isTextual() && first.asText().isEmpty() ? FileStat.NO_SHEBANG : first.asText("");
  }

  private static FileStat stat(JsonNode node) {
    return new FileStat(
        node.path("t").asText("-"),
        node.path("mode").asText(""),
        node.path("uid").asInt(-1),
        node.path("gid").asInt(-1),
        node.path("acl").asBoolean(false),
        shebang(node));
  }
}
