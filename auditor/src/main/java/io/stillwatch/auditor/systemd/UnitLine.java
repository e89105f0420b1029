// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

/// One line of a unit file, with the lines that continue it; `text` ends as it ends in the file.
public sealed interface UnitLine {
  int number();

  String text();

  record Blank(int number, String text) implements UnitLine {}

  /// A line that starts with `#` or `;`.
  record Comment(int number, String text) implements UnitLine {}

  record Section(int number, String text, String name) implements UnitLine {}

  /// `Name=value` in a section; `column` is where the value starts.
  record Setting(int number, String text, String section, Value value) implements UnitLine {
    public String name() {
      return value.name();
    }
  }

  /// The name and the value of a setting, continued lines joined by blanks.
  record Value(String name, String text, int column) {}

  /// Neither of them: systemd logs `Missing '='` or `Assignment outside of section`, and goes on.
  record Faulty(int number, String text, String why) implements UnitLine {}
}
