// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.ArrayList;
import java.util.List;

/// A logrotate file line by line, every line with its class and its ending, so that printing it
/// gives the same text again.
public record LogrotateText(List<Line> lines) {
  public LogrotateText {
    lines = List.copyOf(lines);
  }

  public enum Kind {
    BLANK,
    COMMENT,
    /// A log before a `{`.
    PATHS,
    CLOSING_BRACE,
    DIRECTIVE,
    SCRIPT,
    /// A word that logrotate does not know, or no word at all.
    UNKNOWN
  }

  /// `text` holds its line ending, which the last line may not have.
  public record Line(int number, Kind kind, String text) {}

  public static LogrotateText read(String text) {
    var lines = new ArrayList<Line>();
    boolean script = false;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      var line = text.substring(start, next);
      var word = firstWord(line);
      var kind = script ? Kind.SCRIPT : kind(line.strip(), word);
      if (script && line.strip().equals(Directives.END_OF_SCRIPT)) {
        kind = Kind.DIRECTIVE;
        script = false;
      } else if (kind == Kind.DIRECTIVE && Directives.script(word)) {
        script = true;
      }
      lines.add(new Line(lines.size() + 1, kind, line));
      start = next;
    }
    return new LogrotateText(lines);
  }

  public String print() {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()));
    return text.toString();
  }

  private static Kind kind(String line, String word) {
    if (line.isEmpty()) return Kind.BLANK;
    return switch (line.charAt(0)) {
      case '#' -> Kind.COMMENT;
      case '/', '"', '\'', '~', '{' -> Kind.PATHS;
      case '}' -> Kind.CLOSING_BRACE;
      default -> Directives.known(word) ? Kind.DIRECTIVE : Kind.UNKNOWN;
    };
  }

  private static String firstWord(String line) {
    return line.strip().split("[\\s={]", 2)[0];
  }
}
