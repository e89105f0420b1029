// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.HostConfig;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Whether two configurations of a host say the same, whatever the order of their parts.
final class ConfigFingerprint {
  private ConfigFingerprint() {}

  static String of(HostConfig config) {
    var users =
        config.accounts().users().stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining("\n"));
    var disk = config.disk();
    return ShortId.of(
        "",
        files(config),
        users,
        Boolean.toString(config.accounts().complete()),
        new TreeMap<>(disk.pathDirs()).toString(),
        Boolean.toString(disk.pathComplete()),
        new TreeMap<>(disk.stats()).toString(),
        config.platform().dialect() + " " + config.platform().zone(),
        new TreeMap<>(config.platform().facts()).toString());
  }

  /// Whether the files of two configurations are the same, whatever else is.
  static String ofFiles(HostConfig config) {
    return ShortId.of("", files(config));
  }

  private static String files(HostConfig config) {
    return config.files().stream()
        .sorted(Comparator.comparing(ConfigFile::path))
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }
}
