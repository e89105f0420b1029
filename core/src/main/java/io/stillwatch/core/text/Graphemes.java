// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a text may be cut: between characters as people see them, which are the extended grapheme
/// clusters of Unicode Standard Annex 29. A letter keeps its accents, an emoji its parts.
///
/// Lengths are counted in code points. A cluster that is longer than the room is left out.
public final class Graphemes {
  private static final char ZERO_WIDTH_JOINER = '\u200d';

  private Graphemes() {}

  /// The last place at or before an index at which the text may be cut.
  public static int boundary(String text, int at) {
    return isBoundary(text, at) ? at : clusters(text).preceding(at);
  }

  /// The longest beginning that fits.
  public static String start(String text, int most) {
    return text.substring(0, endOfStart(text, most));
  }

  /// The longest beginning that fits; it ends between words if one ends in its second half.
  public static String wordsAtStart(String text, int most) {
    int end = endOfStart(text, most);
    if (end == text.length() || text.charAt(end) == ' ') return text.substring(0, end);
    int blank = text.lastIndexOf(' ', end);
    return text.substring(0, blank > end / 2 ? blank : end);
  }

  /// The longest end that fits; it begins between words if one begins in its first half.
  public static String wordsAtEnd(String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length <= most) return text;
    int from = text.offsetByCodePoints(text.length(), -Math.max(0, most));
    if (!isBoundary(text, from)) from = clusters(text).following(from);
    if (from > 0 && text.charAt(from - 1) == ' ') return text.substring(from);
    int blank = text.indexOf(' ', from);
    boolean near = blank >= 0 && blank < from + (text.length() - from) / 2;
    return text.substring(near ? blank + 1 : from);
  }

  /// The text in pieces of at most so many code points.
  public static List<String> pieces(String text, int most) {
    var pieces = new ArrayList<String>();
    var rest = text;
    while (rest.codePointCount(0, rest.length()) > most) {
      int end = endOfStart(rest, most);
      // A cluster that does not fit into a line has to be broken, or the line has no end.
      if (end == 0) end = rest.offsetByCodePoints(0, most);
      pieces.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    pieces.add(rest);
    return pieces;
  }

  /// The text with every cluster of more than so many code points cut down to as many: no language
  /// has such characters, and they cover the lines around them.
  public static String limited(String text, int most) {
    if (text.length() <= most || isPlain(text)) return text;
    var limited = new StringBuilder(text.length());
    var clusters = clusters(text);
    int from = 0;
    for (int to = clusters.next(); to != BreakIterator.DONE; to = clusters.next()) {
      boolean fits = to - from <= most || text.codePointCount(from, to) <= most;
      int end = fits ? to : text.offsetByCodePoints(from, most);
      // a joiner that is left at the end would join the next character
      if (!fits && text.charAt(end - 1) == ZERO_WIDTH_JOINER) end--;
      limited.append(text, from, end);
      from = to;
    }
    return limited.toString();
  }

  private static int endOfStart(String text, int most) {
    if (most <= 0) return 0;
    if (text.codePointCount(0, text.length()) <= most) return text.length();
    return boundary(text, text.offsetByCodePoints(0, most));
  }

  private static boolean isBoundary(String text, int at) {
    if (at == 0 || at == text.length()) return true;
    // two characters of ASCII are never one cluster, save for the two of a line end
    if (text.charAt(at - 1) < 0x80 && text.charAt(at) < 0x80) return text.charAt(at) != '\n';
    return clusters(text).isBoundary(at);
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static BreakIterator clusters(String text) {
    var clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    return clusters;
  }
}
