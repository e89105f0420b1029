// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.Locale;
import java.util.Set;

/// Where a value ends, and which values are no secrets.
final class Values {
  /// Answers and placeholders, as in MySQL's `(using password: YES)`.
  private static final Set<String> HARMLESS =
      Set.of("yes", "no", "true", "false", "none", "null", "nil", "on", "off", "empty", "required");

  private static final int LONGEST_HARMLESS = 8;
  private static final String BEHIND_QUOTE = ";&|<>()[]{},.:=/?\\`";

  private Values() {}

  /// Whether a variable or a substitution of the shell begins here, which names no secret itself.
  static boolean isVariable(String text, int from) {
    return text.charAt(from) == '$' || text.charAt(from) == '`';
  }

  /// Whether `text[from, to)` cannot be a secret: what was redacted before, or a plain answer.
  static boolean isHarmless(String text, int from, int to) {
    if (isBlind(text, from, to)) return true;
    return to - from <= LONGEST_HARMLESS
        && HARMLESS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
  }

  /// Whether there is no letter and no digit but those of [Secrets#REDACTED], as in `***`.
  private static boolean isBlind(String text, int from, int to) {
    int at = from;
    while (at < to) {
      if (text.startsWith(Secrets.REDACTED, at)) at += Secrets.REDACTED.length();
      else if (Character.isLetterOrDigit(text.charAt(at))) return false;
      else at++;
    }
    return true;
  }

  /// Marks the value that begins at `from`: quoted to its closing quote, otherwise to a blank or
  /// one of `stops`. Returns where the value ends.
  static int mark(Spans spans, int from, String stops) {
    var text = spans.text();
    int start = from;
    while (start < text.length() && text.charAt(start) == '\\') start++;
    if (start < text.length() && isQuote(text.charAt(start))) {
      int end = closing(text, start, start - from);
      int glued = start == from && !isExpanded(text, start) ? glued(text, end + 1, stops) : 0;
      if (glued > end + 1) {
        spans.literal(start, glued);
        return glued;
      }
      if (text.charAt(start) == '"') spans.secret(start + 1, end);
      else spans.literal(start + 1, end);
      return Math.min(end + 1, text.length());
    }
    int end = end(text, from, stops);
    spans.secret(from, end);
    return end;
  }

  private static boolean isExpanded(String text, int quote) {
    int next = quote + 1;
    return text.charAt(quote) == '"' && next < text.length() && isVariable(text, next);
  }

  /// Behind the pieces that a shell joins to the one that ends at `from`: `'a'"b"\'c`.
  static int glued(String text, int from, String stops) {
    int at = from;
    int end = piece(text, at, stops);
    while (end > at) {
      at = end;
      end = piece(text, at, stops);
    }
    return at;
  }

  /// Behind the piece that begins here; the same index if none does.
  private static int piece(String text, int at, String stops) {
    if (at >= text.length()) return at;
    char one = text.charAt(at);
    if (one == '\\' && isQuoteAt(text, at + 1)) return opens(text, at + 1) ? at + 2 : at;
    boolean word = one == '_' || Character.isLetterOrDigit(one);
    if (!isQuote(one)) return word ? end(text, at, stops) : at;
    if (!opens(text, at)) return at;
    if (text.charAt(at - 1) == '\\') return at + 1;
    int close = closing(text, at, 0);
    boolean closed = close < text.length() && text.indexOf('\n', at, close) < 0;
    return closed ? close + 1 : at;
  }

  /// Whether the quote opens a piece: behind one that closes stands the end of the value around it.
  private static boolean opens(String text, int quote) {
    int next = quote + 1;
    return next < text.length() && !ends(text, next, BEHIND_QUOTE);
  }

  static boolean isQuote(char one) {
    return one == '"' || one == '\'';
  }

  /// Where a value without quotes ends.
  static int end(String text, int from, String stops) {
    int end = from;
    while (end < text.length() && !ends(text, end, stops)) end = next(text, end);
    return end;
  }

  static boolean ends(String text, int at, String stops) {
    char one = text.charAt(at);
    return Character.isWhitespace(one) || stops.indexOf(one) >= 0;
  }

  /// Behind the character; a backslash takes the next one with it, unless that is a quote.
  static int next(String text, int at) {
    boolean escape = text.charAt(at) == '\\' && !isQuoteAt(text, at + 1);
    return Math.min(text.length(), escape ? at + 2 : at + 1);
  }

  static boolean isQuoteAt(String text, int index) {
    return index < text.length() && isQuote(text.charAt(index));
  }

  /// The index of the quote (or of the backslashes before it) that closes the one at `open`, which
  /// has so many backslashes before it; the end of the text if there is none.
  private static int closing(String text, int open, int backslashes) {
    char quote = text.charAt(open);
    int escapes = 0;
    for (int i = open + 1; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one == quote && (escapes == backslashes || (escapes % 2 == 0 && backslashes == 0))) {
        return i - backslashes;
      }
      escapes = one == '\\' ? escapes + 1 : 0;
    }
    return text.length();
  }

  static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && isBlank(text.charAt(at))) at++;
    return at;
  }

  static boolean isBlank(char one) {
    return one == ' ' || one == '\t';
  }
}
