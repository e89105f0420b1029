// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/// Text from elsewhere as it may go to a terminal, a log, a file or a page: what would move the
/// cursor, end the line, hide or reorder characters is written as an escape that can be seen, such
/// as `\x1b`.
public final class Printable {
  private static final int ASCII_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;
  private static final HexFormat HEX = HexFormat.of();
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_VARIATION = 0xFE0F;

  /// Scripts whose spelling needs joiners (Unicode Standard Annex 31, section 2.3).
  private static final Set<UnicodeScript> JOINED =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA);

  private Printable() {}

  /// On one line.
  public static String line(String text) {
    return escaped(text, false, Printable::escape);
  }

  /// Line breaks and tabulators stay.
  public static String lines(String text) {
    return escaped(text, true, Printable::escape);
  }

  /// A document of JSON that means the same: what is hidden stands within its strings, and is
  /// written as JSON escapes it.
  public static String json(String document) {
    return escaped(document, true, Printable::escapeOfJson);
  }

  /// Whether a joiner stays between two characters: within an emoji, and in scripts that are
  /// spelled with it.
  public static boolean joins(int before, int joiner, int after) {
    if (joiner != ZERO_WIDTH_JOINER && joiner != ZERO_WIDTH_NON_JOINER) return false;
    var script = UnicodeScript.of(before);
    if (script == UnicodeScript.of(after) && JOINED.contains(script)) return true;
    return joiner == ZERO_WIDTH_JOINER
        && Character.isExtendedPictographic(after)
        && (Character.isExtendedPictographic(before)
            || Character.isEmojiModifier(before)
            || before == EMOJI_VARIATION);
  }

  @FunctionalInterface
  private interface Escape {
    void append(StringBuilder out, int hidden);
  }

  private static String escaped(String text, boolean breaks, Escape escape) {
    int first = 0;
    while (first < text.length() && isPlain(text.codePointAt(first), breaks))
      first += Character.charCount(text.codePointAt(first));
    if (first >= text.length()) return text;
    var out = new StringBuilder(text.length() + 16).append(text, 0, first);
    int before = first == 0 ? ' ' : text.codePointBefore(first);
    int one;
    for (int i = first; i < text.length(); i += Character.charCount(one)) {
      one = text.codePointAt(i);
      int next = i + Character.charCount(one);
      int after = next < text.length() ? text.codePointAt(next) : ' ';
      if (isPlain(one, breaks) || joins(before, one, after)) out.appendCodePoint(one);
      else escape.append(out, one);
      before = one;
    }
    return out.toString();
  }

  private static boolean isPlain(int one, boolean breaks) {
    if (one >= ASCII_PRINTABLE && one < DELETE) return true;
    if (one < DELETE) return breaks && (one == '\n' || one == '\t');
    return switch (Character.getType(one)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void escape(StringBuilder out, int one) {
    switch (one) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (one <= 0xff) out.append("\\x").append(HEX.toHexDigits((byte) one));
        else escapeOfJson(out, one);
      }
    }
  }

  private static void escapeOfJson(StringBuilder out, int one) {
    for (char unit : Character.toChars(one)) out.append("\\u").append(HEX.toHexDigits(unit));
  }
}
