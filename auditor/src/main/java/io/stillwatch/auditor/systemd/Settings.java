// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What may stand in the sections of timers and services, and what kind of value each setting
/// takes.
final class Settings {
  private static final String FILE = "settings.txt";
  private static final Map<String, Map<String, String>> SECTIONS = read();

  private Settings() {}

  /// The kind of value; empty for a setting that the section does not have.
  static Optional<String> kind(String section, String name) {
    return Optional.ofNullable(SECTIONS.getOrDefault(section, Map.of()).get(name));
  }

  static Set<String> names(String section) {
    return SECTIONS.getOrDefault(section, Map.of()).keySet();
  }

  private static Map<String, Map<String, String>> read() {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = new LinkedHashMap<>();
    for (var line : text().lines().toList()) {
      if (line.startsWith("#")) continue;
      if (line.startsWith("[")) {
        section = new LinkedHashMap<>();
        sections.put(line.substring(1, line.length() - 1), section);
      } else {
        var words = line.split(" ", 2);
        section.put(words[0], words.length > 1 ? words[1] : "");
      }
    }
    return sections;
  }

  private static String text() {
    try (var in = Settings.class.getResourceAsStream(FILE)) {
      if (in == null) throw new IOException(FILE);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The settings of systemd are missing from the build.", e);
    }
  }
}
