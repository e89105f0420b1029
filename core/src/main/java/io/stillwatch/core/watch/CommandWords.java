// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

/// The words of a command, as jobs are named after them.
final class CommandWords {
  private CommandWords() {}

  /// The file name of the first word: `logrotate` of `/usr/sbin/logrotate -s x`.
  static String firstWordName(String command) {
    var word = command.strip().split("\\s+", 2)[0];
    return word.substring(word.lastIndexOf('/') + 1);
  }
}
