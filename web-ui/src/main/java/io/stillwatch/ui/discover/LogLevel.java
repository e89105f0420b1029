// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.search.SearchResult.Hit;
import java.util.Locale;
import java.util.Set;

/// How grave a line calls itself, over the words of all programs.
enum LogLevel {
  ERROR("✕", "critical"),
  WARNING("!", "minor"),
  INFO("●", "low"),
  NONE("", "none");

  private static final Set<String> ERRORS =
      Set.of("emerg", "alert", "crit", "critical", "fatal", "panic", "error", "err", "severe");
  private static final Set<String> WARNINGS = Set.of("warning", "warn");

  private final String shape;
  private final String colour;

  LogLevel(String shape, String colour) {
    this.shape = shape;
    this.colour = colour;
  }

  /// Words that are not known are information; a line without one has no level.
  static LogLevel of(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) return NONE;
    if (ERRORS.contains(lower)) return ERROR;
    return WARNINGS.contains(lower) ? WARNING : INFO;
  }

  static String word(Hit line) {
    return String.valueOf(line.fields().getOrDefault("log.level", ""));
  }

  String shape() {
    return shape;
  }

  String colour() {
    return colour;
  }
}
