// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.List;

/// One line of a list of logs before its `{`: words apart by blanks, quoted where they hold any.
final class PathList {
  private final String line;
  private final int number;
  private int at;

  PathList(String line, int start, int number) {
    this.line = line;
    this.at = start;
    this.number = number;
  }

  /// Adds the paths; returns where the brace is, or -1 if the list goes on.
  int readInto(List<Stanza.Pattern> patterns) {
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '{') return at;
      if (c == '#') return -1;
      if (Character.isWhitespace(c)) {
        at++;
      } else {
        patterns.add(pattern());
      }
    }
    return -1;
  }

  private Stanza.Pattern pattern() {
    int start = at;
    var text = new StringBuilder();
    char quote = 0;
    for (; at < line.length(); at++) {
      char c = line.charAt(at);
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && at + 1 < line.length()) {
        text.append(line.charAt(++at));
      } else if (quote == 0 && (Character.isWhitespace(c) || c == '{')) {
        break;
      } else {
        text.append(c);
      }
    }
    return new Stanza.Pattern(text.toString(), number, start + 1);
  }
}
