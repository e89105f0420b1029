// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Executable;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.ObservedCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the host of a mutation from its facts, or a bare one that knows only the text.
final class CorpusHost {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final List<String> WORDS =
      List.of("cron", "shell_sh", "logrotate", "logrotate_runner", "os");

  private final List<Account> users = new ArrayList<>();
  private final Map<String, List<Executable>> programs = new HashMap<>();
  private final Map<String, FileStat> stats = new HashMap<>();
  private final Map<String, String> facts = new HashMap<>();
  private final List<ObservedCommand> ran = new ArrayList<>();
  private String zone = "UTC";
  private boolean pathComplete;

  static CorpusHost bare() {
    return new CorpusHost();
  }

  static CorpusHost of(JsonNode facts) {
    var host = new CorpusHost();
    int uid = 0;
    for (var user : facts.path("users")) host.user(user.asText(), uid++);
    for (var command : facts.path("path_commands")) {
      var at = command.asText().split("@", 2);
      host.programs
          .computeIfAbsent(at[1], _ -> new ArrayList<>())
          .add(new Executable(at[0], "0755", 0, 0));
    }
    for (var file : facts.path("files")) host.file(file.asText());
    for (var name : WORDS) {
      if (facts.has(name)) {
        host.facts.put(name.replace('_', '.').replace("shell.sh", "sh"), facts.path(name).asText());
      }
    }
    host.facts.put("groups", words(facts.path("groups")));
    host.facts.put("db.instances", words(facts.path("db_instances")));
    host.zone = facts.path("tz").asText("UTC");
    host.pathComplete = facts.path("path_complete").asBoolean(false);
    return host;
  }

  private static String words(JsonNode array) {
    return String.join(" ", CronCorpus.stream(array).map(JsonNode::asText).toList());
  }

  private void user(String name, int uid) {
    var home = uid == 0 ? "/root" : "/home/" + name;
    users.add(new Account(name, uid, List.of(uid), home, "/bin/sh", true));
  }

  /// `/a/b`, `/a/b:0755`, `/a/folder/:owner` or `/a/folder/:owner:0755`.
  private void file(String text) {
    var parts = text.split(":", -1);
    boolean folder = parts[0].endsWith("/");
    var path = folder ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
    var mode = parts[parts.length - 1].matches("[0-7]+") ? parts[parts.length - 1] : "0755";
    var owner = parts.length > 1 && !parts[1].matches("[0-7]+") ? parts[1] : "root";
    int uid =
        users.stream().filter(u -> u.name().equals(owner)).findFirst().map(Account::uid).orElse(0);
    stats.put(path, new FileStat(folder ? "d" : "f", mode, uid, uid, false, ""));
  }

  /// A snapshot as `syn:host-snapshot` writes it, with the texts of the files that it names.
  static CorpusHost ofSnapshot(JsonNode doc, Map<String, String> texts, List<ConfigFile> files) {
    var host = new CorpusHost();
    host.users.add(new Account("root", 0, List.of(0), "/root", "/bin/bash", true));
    for (var user : doc.path("users").properties()) {
      var u = user.getValue();
      int uid = u.path("uid").asInt();
      boolean expired = u.path("expired").asBoolean(false);
      host.users.add(
          new Account(
              user.getKey(),
              uid,
              List.of(uid),
              "/home/" + user.getKey(),
              u.path("shell").asText(),
              !expired));
    }
    for (var file : doc.path("files").properties()) host.snapshotFile(file, texts, files);
    for (var unit : doc.path("units").properties()) host.unit(unit);
    for (var fs : doc.path("fs").properties()) {
      var v = fs.getValue();
      host.facts.put(
          "fs:" + fs.getKey(), v.path("used_pct").asInt() + " " + v.path("inode_pct").asInt());
    }
    for (var stamp : doc.path("anacron").properties()) {
      host.facts.put("anacron:" + stamp.getKey(), stamp.getValue().asText());
    }
    host.facts.put("cron.deny", words(doc.path("cron_deny")));
    if (doc.has("cron_allow")) host.facts.put("cron.allow", words(doc.path("cron_allow")));
    return host;
  }

  private void unit(Map.Entry<String, JsonNode> unit) {
    if (unit.getValue().isTextual()) {
      facts.put("unit:" + unit.getKey(), unit.getValue().asText());
      return;
    }
    for (var setting : unit.getValue().properties()) {
      var value = setting.getValue();
      facts.put("sandbox:" + setting.getKey(), value.isArray() ? words(value) : value.asText());
    }
  }

  private void snapshotFile(
      Map.Entry<String, JsonNode> file, Map<String, String> texts, List<ConfigFile> files) {
    var path = file.getKey();
    var f = file.getValue();
    int uid = f.path("uid").asInt();
    int gid = f.path("gid").asInt();
    var mode = f.path("mode").asText();
    var type = f.path("type").asText();
    var first = f.has("first_line") ? f.path("first_line") : f.path("shebang");
    boolean none = first.isTextual() && first.asText().isEmpty();
    var shebang = none ? FileStat.NO_SHEBANG : first.asText("");
    stats.put(path, new FileStat(type, mode, uid, gid, f.path("acl").asBoolean(false), shebang));
    facts.put("nlink:" + path, f.path("nlink").asText("1"));
    var name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\..*", "");
    var text = texts.get(path.substring(0, path.lastIndexOf('/') + 1) + name.replace('.', '-'));
    if (text == null && path.startsWith("/etc/cron.d/")) text = texts.get("/etc/cron.d/");
    if (text == null && path.startsWith("/etc/logrotate.d/")) text = texts.get("/etc/logrotate.d/");
    if (text != null) {
      int links = f.path("nlink").asInt(1);
      var a = new ConfigFile.Attributes(mode, uid, gid, links, type, f.path("link_uid").asInt(uid));
      files.add(new ConfigFile(path, text, a));
    }
  }

  /// What cron was seen to run until yesterday.
  void ran(String user, String command) {
    ran.add(new ObservedCommand(user, command, NOW.minus(Duration.ofDays(30)), NOW, 30));
  }

  AuditRequest request(Dialect dialect, List<ConfigFile> files) {
    var config =
        new HostConfig(
            "corpus",
            new SourceId("corpus"),
            Host.server("corpus"),
            NOW,
            new Platform(dialect, ZoneId.of(zone), "", facts),
            files,
            new HostConfig.Accounts(users, !users.isEmpty()),
            new HostConfig.Disk(programs, pathComplete, stats));
    return new AuditRequest(config, List.of(), ran, NOW);
  }
}
