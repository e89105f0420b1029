// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.ArrayList;
import java.util.List;

/// The simple commands of a text and their words, as a shell splits them; what is no shell at all
/// falls into words as well.
final class ShellWords {
  /// A word with its quotes: `text[from, to)`.
  record Word(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private static final String SEPARATORS = "|;&\n()`<>";

  private final String text;
  private final int end;
  private final List<List<Word>> commands = new ArrayList<>();
  private List<Word> command = new ArrayList<>();
  private int at;

  private ShellWords(String text, int from, int end) {
    this.text = text;
    this.at = from;
    this.end = end;
  }

  static List<List<Word>> commands(String text, int from, int end) {
    return new ShellWords(text, from, end).read();
  }

  private List<List<Word>> read() {
    while (at < end) {
      char one = text.charAt(at);
      if (SEPARATORS.indexOf(one) >= 0) {
        finish();
        at++;
      } else if (Character.isWhitespace(one)) {
        at++;
      } else {
        word();
      }
    }
    finish();
    return commands;
  }

  private void finish() {
    if (!command.isEmpty()) commands.add(command);
    command = new ArrayList<>();
  }

  private void word() {
    int from = at;
    while (at < end && !ends(text.charAt(at))) {
      char one = text.charAt(at);
      if (one == '\\') at += 2;
      else if (Values.isQuote(one)) quoted(one);
      else at++;
    }
    at = Math.min(at, end);
    if (!isDescriptor(from)) command.add(new Word(from, at));
  }

  /// The `2` of `2>file`.
  private boolean isDescriptor(int from) {
    boolean redirects = at < end && (text.charAt(at) == '<' || text.charAt(at) == '>');
    return redirects && at == from + 1 && Character.isDigit(text.charAt(from));
  }

  private static boolean ends(char one) {
    return Character.isWhitespace(one) || SEPARATORS.indexOf(one) >= 0;
  }

  /// A quote that is never closed is an apostrophe of prose.
  private void quoted(char quote) {
    int i = at + 1;
    while (i < end && text.charAt(i) != quote) {
      i += quote == '"' && text.charAt(i) == '\\' ? 2 : 1;
    }
    at = i < end ? i + 1 : at + 1;
  }
}
