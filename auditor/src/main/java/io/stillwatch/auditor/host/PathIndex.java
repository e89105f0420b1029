// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.core.evidence.HostConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The paths that a snapshot mentions: by the directory that they stand in, and by their name.
final class PathIndex {
  private final Map<String, Set<String>> names = new HashMap<>();
  private final Map<String, Set<String>> paths = new HashMap<>();

  private PathIndex() {}

  static PathIndex of(HostConfig config) {
    var index = new PathIndex();
    config
        .disk()
        .stats()
        .forEach((path, stat) -> {
          if (stat.exists()) index.addExisting(path);
        });
    config
        .disk()
        .pathDirs()
        .forEach((directory, programs) -> {
          index.addWithParents(directory);
          for (var program : programs) {
            index.add(directory, program.name());
            index.named(program.name(), directory + "/" + program.name());
          }
        });
    for (var file : config.files()) {
      int slash = file.path().lastIndexOf('/');
      if (slash >= 0) index.add(file.path().substring(0, slash), file.path().substring(slash + 1));
    }
    return index;
  }

  /// What stands in a directory; a `/` at its end means nothing.
  Set<String> names(String directory) {
    int end = directory.length();
    while (end > 0 && directory.charAt(end - 1) == '/') end--;
    return names.getOrDefault(directory.substring(0, end), Set.of());
  }

  /// The paths that are known to exist and end with a name.
  List<String> pathsNamed(String name) {
    return List.copyOf(paths.getOrDefault(name, Set.of()));
  }

  private void addExisting(String path) {
    addWithParents(path);
    named(path.substring(path.lastIndexOf('/') + 1), path);
  }

  private void addWithParents(String path) {
    int end = path.length();
    for (int slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', end - 1)) {
      add(path.substring(0, slash), path.substring(slash + 1, end));
      end = slash;
      if (end == 0) return;
    }
  }

  private void add(String directory, String name) {
    if (!name.isEmpty()) names.computeIfAbsent(directory, _ -> new HashSet<>()).add(name);
  }

  private void named(String name, String path) {
    if (!name.isEmpty()) paths.computeIfAbsent(name, _ -> new TreeSet<>()).add(path);
  }
}
