// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.Arrays;

/// The text of a file with the place that logrotate has reached.
///
/// It moves as `isolateWord`, `isolateLine` and `isolateValue` of logrotate's `config.c` do, which
/// matters after an error: logrotate then goes on behind the character that it reached.
final class Cursor {
  private final String text;
  private final int[] lineStarts;
  private int at;

  Cursor(String text) {
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    var starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') starts[line++] = i + 1;
    }
    return starts;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  int at() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  /// The character reached; a zero at the end of the text.
  char here() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  String between(int from, int to) {
    return text.substring(from, Math.min(to, text.length()));
  }

  /// Takes the letters that follow blanks, perhaps none.
  String word() {
    skipBlanks();
    int start = at;
    while (isLetter(here())) at++;
    return text.substring(start, at);
  }

  /// Takes the rest of the line without the space at its end, and stops before its newline.
  String line() {
    int start = at;
    int end = lineEnd();
    at = end - 1;
    while (end > start && isSpace(text.charAt(end - 1))) end--;
    return text.substring(start, end);
  }

  /// Whether a value follows on the line; moves past blanks and one `=` in front of it if so.
  boolean skipToValue() {
    int start = at;
    skipBlanks();
    if (here() == '=') {
      at++;
      skipBlanks();
    }
    if (here() != '\n') return true;
    at = start;
    return false;
  }

  void skipBlanks() {
    while (isBlank(here())) at++;
  }

  /// Where the line ends: its newline, or the end of the text.
  int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  int lineOf(int position) {
    int found = Arrays.binarySearch(lineStarts, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  int columnOf(int position) {
    return position - lineStarts[lineOf(position) - 1] + 1;
  }

  /// The whole line of a place.
  String lineText(int position) {
    int start = lineStarts[lineOf(position) - 1];
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
