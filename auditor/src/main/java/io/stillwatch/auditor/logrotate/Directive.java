// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

/// One line of configuration, `value` empty for a flag and the lines of a script; line and column
/// count from 1.
public record Directive(String name, String value, String path, int line, int column) {
  public String text() {
    return value.isEmpty() ? name : name + " " + value;
  }
}
