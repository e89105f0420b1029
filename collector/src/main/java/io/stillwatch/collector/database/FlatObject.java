// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

/// One object of JSON whose values are text, numbers and words, read member by member.
///
/// Logs are flat and written by machines; a general parser takes five times as long. What is not
/// flat, or cut, is not [#complete].
final class FlatObject {
  private final String text;
  private int at;
  private int nameFrom;
  private int nameTo;
  private int from;
  private int to;
  private boolean complete;

  FlatObject(String text) {
    this.text = text;
    this.at = text.startsWith("{") ? 1 : text.length();
  }

  /// Moves to the next member; false after the last one, or where the text is no flat object.
  boolean next() {
    overBlanks();
    if (peek() == ',') at++;
    overBlanks();
    if (peek() == '}') {
      at++;
      overBlanks();
      complete = at == text.length();
      return false;
    }
    if (peek() != '"') return false;
    nameFrom = at + 1;
    nameTo = closing(nameFrom);
    if (nameTo < 0) return false;
    at = nameTo + 1;
    overBlanks();
    if (peek() != ':') return false;
    at++;
    overBlanks();
    return value();
  }

  private boolean value() {
    if (peek() == '"') {
      from = at + 1;
      to = closing(from);
      at = to + 1;
      return to >= 0;
    }
    from = at;
    while (isOfWord(peek())) at++;
    to = at;
    return to > from;
  }

  boolean complete() {
    return complete;
  }

  boolean is(String name) {
    return nameTo - nameFrom == name.length() && text.startsWith(name, nameFrom);
  }

  long number() {
    return Math.max(0, new LineScanner(text, from).number());
  }

  String text() {
    int escape = text.indexOf('\\', from, to);
    return escape < 0 ? text.substring(from, to) : unescaped(escape);
  }

  private String unescaped(int first) {
    var plain = new StringBuilder(to - from).append(text, from, first);
    for (int i = first; i < to; i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 >= to) {
        plain.append(c);
        continue;
      }
      char kind = text.charAt(++i);
      switch (kind) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case 'b' -> plain.append('\b');
        case 'f' -> plain.append('\f');
        case 'u' -> {
          plain.append(unicode(i + 1));
          i = Math.min(to - 1, i + 4);
        }
        default -> plain.append(kind);
      }
    }
    return plain.toString();
  }

  private char unicode(int place) {
    int code = 0;
    for (int i = place; i < Math.min(to, place + 4); i++)
      code = code * 16 + Math.max(0, Character.digit(text.charAt(i), 16));
    return (char) code;
  }

  /// The quote that ends a text: one with an even number of backslashes before it.
  private int closing(int begin) {
    for (int quote = text.indexOf('"', begin); quote >= 0; quote = text.indexOf('"', quote + 1)) {
      int slashes = quote;
      while (slashes > begin && text.charAt(slashes - 1) == '\\') slashes--;
      if ((quote - slashes) % 2 == 0) return quote;
    }
    return -1;
  }

  private void overBlanks() {
    while (peek() == ' ' || peek() == '\t') at++;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\n';
  }

  private static boolean isOfWord(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '+';
  }
}
