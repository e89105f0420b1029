// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

/// A token of a shell's grammar: `text` is a word as written, or the signs of an operator; `plain`
/// if nothing in it is quoted or expanded.
record ShellToken(Kind kind, int at, String text, boolean plain) {
  enum Kind {
    END,
    NEWLINE,
    SEMICOLON,
    AMPERSAND,
    AND,
    OR,
    PIPE,
    OPEN,
    CLOSE,
    END_CASE,
    REDIRECTION,
    WORD
  }
}
