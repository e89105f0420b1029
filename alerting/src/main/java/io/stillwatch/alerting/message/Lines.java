// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.text.Graphemes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Plain text in lines of at most 76 characters, which mail programs do not rewrap.
final class Lines {
  static final int WIDTH = 76;

  /// SMTP accepts lines of 998 bytes (RFC 5321); a character may take four.
  private static final int LONGEST = 240;

  private static final int LABEL = 13;
  private final List<String> lines = new ArrayList<>();

  int size() {
    return lines.size();
  }

  /// The number of the first line with this text, from 0; -1 if there is none.
  int find(String line) {
    return lines.indexOf(line);
  }

  void insert(int at, Lines others) {
    lines.addAll(at, others.lines);
  }

  Lines blank() {
    if (!lines.isEmpty() && !lines.getLast().isEmpty()) lines.add("");
    return this;
  }

  Lines heading(String words) {
    return blank().text("", words);
  }

  Lines text(String indent, String words) {
    return hanging(indent, indent, words);
  }

  /// `Expected daily at 02:30`; further lines are aligned with the value.
  Lines field(String label, String value) {
    var padded = padded(label);
    return hanging(padded, " ".repeat(padded.length()), value);
  }

  /// A field on one line; the middle of its value is cut if it is too long.
  Lines shortField(String label, String value) {
    return verbatim(padded(label), value);
  }

  private static String padded(String label) {
    return "  " + label + " ".repeat(Math.max(1, LABEL - label.length()));
  }

  /// The first line begins with `first`, all others with `rest`.
  Lines hanging(String first, String rest, String words) {
    var line = new StringBuilder(first);
    boolean empty = true;
    for (var word : words.strip().split(" +", -1)) {
      for (var piece : Graphemes.pieces(word, WIDTH - rest.length())) {
        if (!empty && length(line) + 1 + length(piece) > WIDTH) {
          lines.add(line.toString());
          line = new StringBuilder(rest);
          empty = true;
        }
        line.append(empty ? "" : " ").append(piece);
        empty = false;
      }
    }
    lines.add(line.toString().stripTrailing());
    return this;
  }

  /// An unwrapped line, for instance of a file; its middle is cut if it is too long.
  Lines verbatim(String indent, String line) {
    lines.add(indent + TextSanitizer.cut(line, WIDTH - indent.length()));
    return this;
  }

  /// A command that can be pasted: broken with a backslash, and only between words.
  Lines command(String first, String rest, String command) {
    var line = new StringBuilder(first);
    boolean empty = true;
    for (var word : ShellWords.chunks(command)) {
      var chunk = TextSanitizer.cut(word, LONGEST);
      if (!empty && length(line) + 1 + length(chunk) + 2 > WIDTH) {
        lines.add(line + " \\");
        line = new StringBuilder(rest);
        empty = true;
      }
      line.append(empty ? "" : " ").append(chunk);
      empty = false;
    }
    lines.add(line.toString());
    return this;
  }

  private static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  /// The whole text in at most so many bytes; a last line says if it was truncated.
  String toText(int mostBytes) {
    var text = new StringBuilder();
    int bytes = 0;
    for (var line : lines) {
      bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes > mostBytes)
        return text.append("[The rest is too long for a message.]\n").toString();
      text.append(line).append('\n');
    }
    return text.toString();
  }
}
