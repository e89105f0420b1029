// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.replay;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/// What a file of an evidence folder is, by its path below the folder.
sealed interface FolderFile {
  record Log(Path file) implements FolderFile {}

  record Snapshots(Path file) implements FolderFile {}

  /// A configuration file, and the path that it has on the host.
  record Config(Path file, String path) implements FolderFile {}

  /// `replay.yaml`, which is read before everything else.
  record Description(Path file) implements FolderFile {}

  record Ignored(Path file) implements FolderFile {}

  Pattern LOG = Pattern.compile(".*\\.log(?:[.-]\\d+)?(?:\\.gz)?|.*\\.journal\\.json(?:\\.gz)?");
  String CRONTABS = "/var/spool/cron/crontabs/";
  String SPOOL_PREFIX = "spool-crontab-";

  /// Folders that hold nothing but logs, whatever the names of the files.
  Set<String> LOG_FOLDERS = Set.of("var-log", "log");

  static FolderFile of(Path folder, Path file) {
    var below = folder.relativize(file);
    var parts = below.getNameCount();
    var name = below.getFileName().toString();
    var first = below.getName(0).toString();
    if (parts == 1) return atTop(file, name);
    var rest = below.subpath(1, parts).toString();
    return switch (first) {
      case "etc" -> new Config(file, "/etc/" + rest);
      case "input-etc" ->
          new Config(file, rest.equals("crontab") ? "/etc/crontab" : "/etc/cron.d/" + rest);
      case "input-spool" -> new Config(file, CRONTABS + rest);
      case "var" -> ofVar(file, rest);
      default ->
          LOG_FOLDERS.contains(first) || LOG.matcher(name).matches()
              ? new Log(file)
              : new Ignored(file);
    };
  }

  private static FolderFile atTop(Path file, String name) {
    if (name.equals("replay.yaml") || name.equals("replay.yml")) return new Description(file);
    if (name.startsWith("snapshots.ndjson")) return new Snapshots(file);
    if (name.startsWith(SPOOL_PREFIX))
      return new Config(file, CRONTABS + name.substring(SPOOL_PREFIX.length()));
    return LOG.matcher(name).matches() ? new Log(file) : new Ignored(file);
  }

  private static FolderFile ofVar(Path file, String rest) {
    if (rest.startsWith("log/")) return new Log(file);
    if (rest.startsWith("spool/cron/")) return new Config(file, "/var/" + rest);
    return new Ignored(file);
  }
}
