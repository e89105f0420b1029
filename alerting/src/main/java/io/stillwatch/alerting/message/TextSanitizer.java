// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Makes text from logs and configuration safe to display: secrets are redacted, and characters
/// that move the cursor, break lines or hide others are replaced.
final class TextSanitizer {
  static final int NAME = 120;
  static final int SENTENCE = 500;
  private static final int MAX_READ = 2_000;
  private static final String HIDDEN = "***";

  /// Secrets that must not be sent; group 1 of each pattern is the part that may be shown.
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("(://)[^\\s/@]+@"),
          Pattern.compile("((?:AKIA|ASIA))[A-Z0-9]{8,}"),
          Pattern.compile("(?i)(\\b(?:bearer|basic)\\s+)[\\w.~+/=-]{8,}"),
          Pattern.compile("(hooks\\.slack\\.com/services/)\\S+"),
          Pattern.compile("(?i)(\\bx-amz-(?:signature|credential|security-token)=)[^&\\s\"']+"),
          Pattern.compile("(?i)([?&](?:sig|key|auth)=)[^&\\s\"']+"),
          Pattern.compile(
              "(?i)((?:password|passwd|passphrase|pwd|secret|token|api[_-]?key"
                  + "|access[_-]?key)[\\w-]*[\"']?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s&;,\"']+)"),
          Pattern.compile(
              "(?i)(--(?:password|passwd|token|secret)\\s+)(?:\"[^\"]*\"|'[^']*'|[^\\s-]\\S*)"),
          Pattern.compile("(\\b(?:mysql|mysqldump|mysqladmin|mariadb)\\b[^|;&]*?\\s-p)[^\\s]+"),
          Pattern.compile("(\\bcurl\\b[^|;&]*?\\s(?:-u|--user)\\s*[^\\s:]*:)[^\\s]+"));

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
    var redacted = bounded(text);
    for (var secret : SECRETS) redacted = secret.matcher(redacted).replaceAll("$1" + HIDDEN);
    return redacted;
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
