// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Graphemes;
import io.stillwatch.core.text.Printable;
import java.util.List;
import java.util.Locale;

/// Makes text from logs and configuration safe to display: secrets are redacted, and characters
/// that move the cursor, break lines or hide others are replaced.
final class TextSanitizer {
  static final int NAME = 120;
  static final int SENTENCE = 500;
  private static final int MAX_READ = 2_000;

  /// The longest emoji of Unicode, a family with skin tones, has eleven code points.
  private static final int MAX_CLUSTER = 16;

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
    return text.substring(0, blank > 0 ? blank : Graphemes.boundary(text, MAX_READ)) + " ..";
  }

  /// Controls become blanks; a character without a glyph of its own, such as a no-break blank or a
  /// bidi mark, becomes a question mark, so that the text to type is what it appears to be. Joiners
  /// stay where they are seen: within an emoji, and in scripts that are spelled with them.
  static String visible(String text) {
    var plain = new StringBuilder(text.length());
    int before = ' ';
    int character;
    for (int i = 0; i < text.length(); i += Character.charCount(character)) {
      character = text.codePointAt(i);
      int next = i + Character.charCount(character);
      int after = next < text.length() ? text.codePointAt(next) : ' ';
      boolean joins = Printable.joins(before, character, after);
      plain.appendCodePoint(joins ? character : visible(character));
      before = character;
    }
    return Graphemes.limited(plain.toString(), MAX_CLUSTER);
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

  /// Cuts out the middle, because both ends of a path or a name are more informative; between words
  /// where that costs little, and never within a character.
  static String cut(String text, int most) {
    if (length(text) <= most) return text;
    if (most <= 2) return Graphemes.start(text, most);
    int tail = (most - 2) / 2;
    var head = Graphemes.wordsAtStart(text, most - 2 - tail);
    return head + ".." + Graphemes.wordsAtEnd(text, most - 2 - length(head));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
