// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The configuration of a host as it is now: tables, users, paths; and what they let a command do.
final class Machine {
  private final SequencedMap<String, ConfigText> tables = new TreeMap<>();
  private final SequencedMap<String, PathState> paths = new TreeMap<>();
  private final List<Account> users;
  private List<CronLine> lines = List.of();

  Machine(HostPlan plan) {
    this.users = plan.users();
    plan.tables().forEach(table -> tables.put(table.path(), table));
    paths.putAll(plan.paths());
    for (var table : plan.tables()) {
      paths.put(table.path(), PathState.file(table.mode(), table.uid(), table.gid()));
    }
    for (var path : List.copyOf(paths.keySet())) addParents(path);
    readTables();
  }

  List<ConfigText> tables() {
    return List.copyOf(tables.values());
  }

  List<Account> users() {
    return users;
  }

  Map<String, PathState> paths() {
    return paths;
  }

  /// The directories of cron's PATH, each with all its programs.
  Map<String, List<String>> programs() {
    var programs = new TreeMap<String, List<String>>();
    Debian.programs()
        .forEach((dir, names) -> {
          var all = new TreeSet<>(names);
          paths.forEach((path, state) -> {
            var slash = path.lastIndexOf('/');
            if (state.type().equals("f") && path.substring(0, slash).equals(dir)) {
              all.add(path.substring(slash + 1));
            }
          });
          programs.put(dir, List.copyOf(all));
        });
    return programs;
  }

  List<CronLine> cronLines() {
    return lines;
  }

  /// Applies an edit; answers the table that cron has to read again, if it is one.
  Optional<ConfigText> apply(Change.Edit edit) {
    return switch (edit) {
      case Change.Edit.Chmod(String path, String mode) -> {
        paths.computeIfPresent(path, (_, state) -> state.withMode(mode));
        yield Optional.empty();
      }
      case Change.Edit.Replace(String path, String before, String after) -> {
        var table = tables.get(path);
        if (table == null || !table.text().contains(before)) {
          throw new IllegalStateException("Nothing to replace in " + path + ": " + before);
        }
        tables.put(path, table.with(table.text().replace(before, after)));
        readTables();
        yield Optional.of(table).filter(ConfigText::isTable);
      }
    };
  }

  /// Whether the shell of the user can start what stands at this path.
  boolean runs(String user, String program) {
    var state = paths.getOrDefault(program, PathState.ABSENT);
    return users.stream().filter(u -> u.name().equals(user)).anyMatch(state::runnableBy);
  }

  private void readTables() {
    var read = new ArrayList<CronLine>();
    for (var table : tables.values()) {
      if (table.isTable()) read.addAll(CronLine.of(table));
    }
    lines = read;
    lines.forEach(this::lookAt);
  }

  /// A snapshot tells the state of every path that a command names, also of those that are not
  /// there.
  private void lookAt(CronLine line) {
    for (var word : line.command().split("[ >;&|]+", -1)) {
      if (!word.startsWith("/") || word.contains("$")) continue;
      if (paths.putIfAbsent(word, PathState.ABSENT) == null) addParents(word);
    }
  }

  private void addParents(String path) {
    for (var end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      paths.putIfAbsent(path.substring(0, end), PathState.directory("0755", 0, 0));
    }
    paths.putIfAbsent("/", PathState.directory("0755", 0, 0));
  }
}
