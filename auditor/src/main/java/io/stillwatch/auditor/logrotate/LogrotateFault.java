// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

/// Something that logrotate complains about, and how much is lost by it.
public record LogrotateFault(Kind kind, Loss loss, Spot spot, String message) {
  /// Kinds differ in what a person must do.
  public enum Kind {
    UNKNOWN_DIRECTIVE,
    BAD_VALUE,
    BRACES,
    MISSING_ENDSCRIPT,
    SYNTAX,
    /// A log that a stanza before this one, or this one, already rotates.
    DUPLICATE,
    TEXT_AFTER_BRACE
  }

  /// logrotate ignores the line, skips the stanza, or stops reading the file.
  public enum Loss {
    LINE,
    STANZA,
    REST_OF_FILE
  }

  /// The place and text of the line; `word` is the offending one.
  public record Spot(String path, int line, int column, String text, String word) {}

  public boolean global() {
    return loss == Loss.REST_OF_FILE;
  }
}
