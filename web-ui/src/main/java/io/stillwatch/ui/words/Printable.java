// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.words;

/// Text of other programs as it is shown: characters that cannot be seen, or that change the
/// direction of what follows, are written as escapes.
public final class Printable {
  private Printable() {}

  public static String of(String text) {
    if (text.chars().noneMatch(Printable::hidden)) return text;
    var shown = new StringBuilder();
    text.chars()
        .forEach(c -> {
          if (hidden(c)) shown.append(escaped(c));
          else shown.append((char) c);
        });
    return shown.toString();
  }

  /// Line ends and tabs are shown as they are, where there is room for them.
  private static boolean hidden(int c) {
    if (c == '\n' || c == '\t') return false;
    return Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT;
  }

  private static String escaped(int c) {
    return c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u%04x", c);
  }
}
