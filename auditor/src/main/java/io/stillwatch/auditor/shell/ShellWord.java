// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

/// One word of a command line, quotes removed.
///
/// `column` counts from 1 in the text that was parsed. A word that the shell would expand
/// (`$HOME/x`, `*.log`) is not literal, and nothing can be said of its value.
public record ShellWord(String text, int column, boolean literal, boolean quoted) {
  public boolean isPath() {
    return text.contains("/");
  }

  public boolean absolute() {
    return text.startsWith("/");
  }

  public boolean isOption() {
    return text.startsWith("-") && text.length() > 1;
  }

  /// The last part of a path.
  public String baseName() {
    return text.substring(text.lastIndexOf('/') + 1);
  }
}
