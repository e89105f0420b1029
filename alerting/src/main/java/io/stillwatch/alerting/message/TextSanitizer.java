// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.text.Secrets;
import java.util.List;
import java.util.Locale;

/// Makes text from logs and configuration safe to display: secrets are redacted, and characters
/// that move the cursor, break lines or hide others are replaced.
final class TextSanitizer {
  static final int NAME = 120;
  static final int SENTENCE = 500;
  private static final int MAX_READ = 2_000;

  private TextSanitizer() {}

  /// A name on one line: single blanks, at most [#NAME] characters.
  static String name(String text) {
    return cut(oneLine(text), NAME);
  }

  static String sentence(String text) {
    var plain = cut(oneLine(text), SENTENCE);
    return plain.isEmpty() || ".!?".indexOf(plain.charAt(plain.length() - 1)) >= 0
        ? plain
        : plain + ".";
  }

  static String oneLine(String text) {
    return visible(redacted(text.replaceAll("\\R", " "))).replaceAll(" {2,}", " ").strip();
  }

  /// The non-empty lines of a text, with their indentation.
  static List<String> lines(String text, int most) {
    return redacted(text)
        .lines()
        .map(TextSanitizer::visible)
        .map(String::stripTrailing)
        .filter(line -> !line.isBlank())
        .limit(most)
        .toList();
  }

  static String redacted(String text) {
    return Secrets.redacted(bounded(text));
  }

  /// Limits the text to a readable length, cut at a blank so that no half of a secret is left.
  private static String bounded(String text) {
    if (text.length() <= MAX_READ) return text;
    int blank = text.lastIndexOf(' ', MAX_READ);
    return text.substring(0, blank > 0 ? blank : MAX_READ) + " ..";
  }

  /// Controls become blanks; a character without a glyph of its own, such as a no-break blank or a
  /// bidi mark, becomes a question mark, so that the text to type is what it appears to be.
  static String visible(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints().map(TextSanitizer::visible).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static int visible(int character) {
    if (character == ' ') return ' ';
    return switch (Character.getType(character)) {
      case Character.CONTROL -> ' ';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '?';
      default -> character;
    };
  }

  /// Cuts out the middle, because both ends of a path or a name are more informative.
  static String cut(String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length <= most) return text;
    if (most <= 2) return text.substring(0, text.offsetByCodePoints(0, most));
    int tail = (most - 2) / 2;
    int head = most - 2 - tail;
    return text.substring(0, text.offsetByCodePoints(0, head))
        + ".."
        + text.substring(text.offsetByCodePoints(text.length(), -tail));
  }

  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
