// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import java.text.Normalizer;
import java.util.Map;

/// Text for channels that support only ASCII: subjects and short messages.
final class Ascii {
  private static final Map<Integer, String> SPELLED =
      Map.ofEntries(
          Map.entry((int) 'ß', "ss"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'Æ', "AE"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'Ø', "O"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'Ł', "L"),
          Map.entry((int) '–', "-"),
          Map.entry((int) '—', "-"),
          Map.entry((int) '‘', "'"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '“', "\""),
          Map.entry((int) '”', "\""));

  private Ascii() {}

  static String of(String text) {
    var ascii = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> append(ascii, c));
    return ascii.toString().replaceAll(" {2,}", " ").strip();
  }

  private static void append(StringBuilder ascii, int character) {
    if (character >= ' ' && character <= '~') {
      ascii.append((char) character);
    } else if (SPELLED.containsKey(character)) {
      ascii.append(SPELLED.get(character));
    } else if (Character.isISOControl(character) || Character.isWhitespace(character)) {
      ascii.append(' ');
    } else if (Character.getType(character) != Character.NON_SPACING_MARK) {
      ascii.append('?');
    }
  }

  /// The part of ASCII that takes one septet of GSM 03.38 (3GPP TS 23.038, 6.2.1): the rest is
  /// replaced, because brackets and the like count double or are missing.
  static String gsm(String text) {
    return of(text)
        .replace('[', '(')
        .replace(']', ')')
        .replace('{', '(')
        .replace('}', ')')
        .replace('|', '/')
        .replace('\\', '/')
        .replace('~', '-')
        .replace('^', '\'')
        .replace('`', '\'');
  }
}
