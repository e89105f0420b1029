// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.ArrayList;
import java.util.List;

/// The logs in front of a `{`, as `parseGlobString` collects and popt splits them: blanks separate,
/// quotes and backslashes protect, and a line that begins with `#` is left out.
///
/// `problem` is what logrotate says if there is no brace; `at` is where it says so.
record PathList(List<Stanza.Pattern> patterns, List<Integer> positions, String problem, int at) {
  PathList {
    patterns = List.copyOf(patterns);
    positions = List.copyOf(positions);
  }

  /// Reads up to the brace, where the cursor then stands.
  static PathList read(Cursor cursor) {
    var splitter = new Splitter(cursor);
    int start = cursor.at();
    boolean lineStart = true;
    boolean comment = false;
    for (; !cursor.atEnd(); cursor.moveTo(cursor.at() + 1)) {
      char c = cursor.here();
      if (c == '\n') {
        comment = false;
        lineStart = true;
      } else if (lineStart && c == '#') {
        comment = true;
      } else if (!Cursor.isSpace(c)) {
        lineStart = false;
      }
      if (comment) continue;
      if (c == '{') return splitter.list("", start);
      if (c == '}') return splitter.withoutBrace("unexpected } (missing previous '{')", start);
      splitter.take(c, cursor.at());
    }
    return splitter.withoutBrace("missing '{' after log files definition", start);
  }

  /// The logs of one line.
  static List<Stanza.Pattern> of(String text, int line) {
    var splitter = new Splitter(new Cursor(text));
    for (int i = 0; i < text.length(); i++) splitter.take(text.charAt(i), i);
    return splitter.list("", 0).patterns().stream()
        .map(p -> new Stanza.Pattern(p.text(), line, p.column()))
        .toList();
  }

  int positionOf(Stanza.Pattern pattern) {
    return positions.get(patterns.indexOf(pattern));
  }

  private static final class Splitter {
    private final Cursor cursor;
    private final List<Stanza.Pattern> patterns = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int wordStart = -1;
    private char quote;
    private boolean escaped;

    Splitter(Cursor cursor) {
      this.cursor = cursor;
    }

    void take(char c, int at) {
      if (escaped) {
        escaped = false;
        if (quote != 0 && c != quote) word.append('\\');
        word.append(c);
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (c == '\\') {
        begin(at);
        escaped = true;
      } else if (quote != 0) {
        word.append(c);
      } else if (c == '"' || c == '\'') {
        begin(at);
        quote = c;
      } else if (Cursor.isSpace(c)) {
        end();
      } else {
        begin(at);
        word.append(c);
      }
    }

    private void begin(int at) {
      if (wordStart < 0) wordStart = at;
    }

    private void end() {
      if (!word.isEmpty()) {
        positions.add(wordStart);
        patterns.add(
            new Stanza.Pattern(
                word.toString(), cursor.lineOf(wordStart), cursor.columnOf(wordStart)));
      }
      word.setLength(0);
      wordStart = -1;
    }

    PathList list(String problem, int start) {
      boolean broken = escaped; // popt takes an open quote to the end
      end();
      if (!problem.isEmpty()) return new PathList(patterns, positions, problem, start);
      if (broken) return new PathList(patterns, positions, "error parsing filename", start);
      var none = patterns.isEmpty() ? "{ expected after log file name(s)" : "";
      return new PathList(patterns, positions, none, start);
    }

    /// Without a brace only the first line counts as the list, and reading goes on behind it.
    PathList withoutBrace(String problem, int start) {
      cursor.moveTo(start);
      int end = cursor.lineEnd();
      var first = new Splitter(cursor);
      for (int i = start; i < end; i++) {
        char c = cursor.between(i, i + 1).charAt(0);
        first.take(c, i);
      }
      cursor.moveTo(end);
      return first.list(problem, start);
    }
  }
}
