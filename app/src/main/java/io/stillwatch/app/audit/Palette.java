// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import io.stillwatch.core.finding.Finding.Severity;

/// Colours of a terminal, or none.
enum Palette {
  PLAIN,
  TERMINAL;

  String severity(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> colour(31, text);
      case WARNING -> colour(33, text);
      case INFO -> colour(36, text);
    };
  }

  String good(String text) {
    return colour(32, text);
  }

  private String colour(int code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
