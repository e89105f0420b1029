// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import java.util.HexFormat;

/// Text from elsewhere as it may go to a terminal, a log or a file: what would move the cursor, end
/// the line, hide or reorder characters is written as an escape that can be seen, such as `\x1b`.
public final class Printable {
  private static final int ASCII_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;
  private static final HexFormat HEX = HexFormat.of();

  private Printable() {}

  /// On one line.
  public static String line(String text) {
    return escaped(text, false);
  }

  /// Line breaks and tabulators stay.
  public static String lines(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean breaks) {
    int first = 0;
    while (first < text.length() && isPlain(text.charAt(first), breaks)) first++;
    if (first == text.length()) return text;
    var out = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char one = text.charAt(i);
      if (isPlain(one, breaks)) out.append(one);
      else escape(out, one);
    }
    return out.toString();
  }

  private static boolean isPlain(char one, boolean breaks) {
    if (one >= ASCII_PRINTABLE && one < DELETE) return true;
    if (one < DELETE) return breaks && (one == '\n' || one == '\t');
    return switch (Character.getType(one)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void escape(StringBuilder out, char one) {
    switch (one) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (one <= 0xff) out.append("\\x").append(HEX.toHexDigits((byte) one));
        else out.append("\\u").append(HEX.toHexDigits(one));
      }
    }
  }
}
