// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import io.stillwatch.core.search.KqlQuery.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A place in the text of a query, and the tokens that can be taken from there.
final class KqlScanner {
  private static final String SPECIAL = "\\():<>\"*{}";
  private static final List<String> KEYWORDS = List.of("and", "or", "not");

  private final String text;
  private int at;

  KqlScanner(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  boolean nextIs(char expected) {
    return !atEnd() && text.charAt(at) == expected;
  }

  boolean take(char expected) {
    if (!nextIs(expected)) return false;
    at++;
    return true;
  }

  void skipSpace() {
    while (!atEnd() && isSpace(text.charAt(at))) at++;
  }

  /// `and` and `or` need white space, a bracket or an end on both sides.
  boolean takeKeyword(String keyword) {
    int start = at;
    skipSpace();
    boolean apart =
        at > 0 && (isSpace(text.charAt(at - 1)) || ")}\"".indexOf(text.charAt(at - 1)) >= 0);
    if (apart && keywordAt(at, keyword)) {
      at += keyword.length();
      return true;
    }
    at = start;
    return false;
  }

  boolean takeNot() {
    if (!keywordAt(at, "not")) return false;
    at += 3;
    return true;
  }

  Optional<Bound> takeBound() {
    for (var bound : List.of(Bound.AT_MOST, Bound.AT_LEAST, Bound.LESS, Bound.MORE)) {
      if (text.startsWith(bound.sign(), at)) {
        at += bound.sign().length();
        return Optional.of(bound);
      }
    }
    return Optional.empty();
  }

  String quoted() {
    int open = at++;
    var value = new StringBuilder();
    while (!atEnd()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      value.append(c == '\\' ? escaped("\\\"") : next());
    }
    throw errorAt("Expected a closing quote for the one", open);
  }

  /// Characters up to a special one or a keyword; inner spaces belong to it, outer ones do not.
  Optional<KqlText> unquoted() {
    var pieces = new ArrayList<String>();
    var piece = new StringBuilder();
    int start = at;
    int end = 0; // the length of the piece without trailing spaces
    while (!atEnd() && !keywordStarts(start)) {
      char c = text.charAt(at);
      if (c == '*') {
        at++;
        pieces.add(piece.toString());
        piece.setLength(0);
        end = 0;
      } else if (c == '\\') {
        piece.append(escapedUnquoted());
        end = piece.length();
      } else if (SPECIAL.indexOf(c) >= 0) {
        break;
      } else {
        piece.append(next());
        if (!isSpace(c)) end = piece.length();
      }
    }
    while (at > start && isSpace(text.charAt(at - 1))) at--; // they separate it from a keyword
    piece.setLength(end);
    pieces.add(piece.toString());
    if (pieces.size() == 1 && piece.isEmpty()) return Optional.empty();
    return Optional.of(new KqlText(pieces));
  }

  private boolean keywordStarts(int start) {
    boolean boundary = at == start || isSpace(text.charAt(at - 1));
    return boundary && KEYWORDS.stream().anyMatch(keyword -> keywordAt(at, keyword));
  }

  private boolean keywordAt(int position, String keyword) {
    if (!text.regionMatches(true, position, keyword, 0, keyword.length())) return false;
    int after = position + keyword.length();
    return after >= text.length() || isSpace(text.charAt(after)) || text.charAt(after) == '(';
  }

  private String escapedUnquoted() {
    for (var keyword : KEYWORDS) {
      if (text.regionMatches(true, at + 1, keyword, 0, keyword.length())) {
        var word = text.substring(at + 1, at + 1 + keyword.length());
        at += 1 + keyword.length();
        return word;
      }
    }
    return String.valueOf(escaped(SPECIAL));
  }

  /// After a backslash: a control character, four hexadecimal digits, or one that is `special`.
  private char escaped(String special) {
    int start = at++;
    if (atEnd()) throw errorAt("Expected a character after \\", start);
    char c = next();
    return switch (c) {
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 'u' -> unicode(start);
      default -> {
        if (special.indexOf(c) < 0)
          throw errorAt("Expected one of " + special + " after \\", start);
        yield c;
      }
    };
  }

  private char unicode(int start) {
    if (at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    throw errorAt("Expected four hexadecimal digits after \\u", start);
  }

  private char next() {
    return text.charAt(at++);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u00a0';
  }

  KqlException error(String expected) {
    return errorAt(expected, at);
  }

  KqlException errorAt(String expected, int position) {
    return new KqlException(expected, position + 1);
  }
}
