// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

/// Texts that are kept up to a length and end by saying how much of them is missing: `[cut: 83616
/// more characters]`.
public final class Shortened {
  private static final String BEGINNING = " [cut: ";
  private static final String END = " more characters]";
  private static final int ROOM = BEGINNING.length() + 10 + END.length();
  private static final int LONGEST_WORD = 1_000;

  private Shortened() {}

  /// A text of at most `most` characters, with what it says of the rest. `rewritten` stands for the
  /// first `from` characters of a text of `whole`.
  public static String text(String rewritten, int from, int whole, int most) {
    int missing = whole - from;
    if (missing == 0 && rewritten.length() <= most) return rewritten;
    return cut(rewritten, most, rewritten.length() + missing);
  }

  /// Between two words if there is one near: half a word may read like another one.
  private static String cut(String text, int most, int whole) {
    int kept = Math.min(text.length(), most - ROOM);
    int blank = text.lastIndexOf(' ', kept);
    if (blank > Math.max(0, kept - LONGEST_WORD)) kept = blank;
    return text.substring(0, kept) + BEGINNING + (whole - kept) + END;
  }

  /// Whether part of a text is missing.
  public static boolean is(String text) {
    return text.endsWith(END) && text.lastIndexOf(BEGINNING) >= text.length() - ROOM;
  }

  /// Each line of a text of at most so many characters.
  public static String lines(String text, int most) {
    if (text.length() <= most) return text;
    var lines = new StringBuilder();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      if (end < 0) end = text.length();
      if (end - from <= most) lines.append(text, from, end);
      else lines.append(cut(text.substring(from, end), most, end - from));
      if (end < text.length()) lines.append('\n');
      from = end + 1;
    }
    return lines.toString();
  }
}
