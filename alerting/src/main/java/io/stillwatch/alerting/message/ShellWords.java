// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import java.util.ArrayList;
import java.util.List;

/// Where a shell command may be broken, and how a word is quoted for it.
final class ShellWords {
  private ShellWords() {}

  /// The command split at the blanks outside quotes.
  static List<String> chunks(String command) {
    var chunks = new ArrayList<String>();
    var chunk = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      boolean escaped = i > 0 && command.charAt(i - 1) == '\\' && quote != '\'';
      if (quote == 0 && c == ' ' && !escaped) {
        if (!chunk.isEmpty()) chunks.add(chunk.toString());
        chunk.setLength(0);
        continue;
      }
      if (quote == 0 && (c == '\'' || c == '"') && !escaped) quote = c;
      else if (c == quote && !escaped) quote = 0;
      chunk.append(c);
    }
    if (!chunk.isEmpty()) chunks.add(chunk.toString());
    return chunks;
  }

  static String quoted(String word) {
    if (word.matches("[\\w@%+=:,./-]+")) return word;
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /// Remedies are commands or sentences; a sentence starts with a capital or ends with a full stop.
  static boolean isCommand(String remedy) {
    return !remedy.isEmpty()
        && !Character.isUpperCase(remedy.codePointAt(0))
        && !remedy.endsWith(".");
  }
}
