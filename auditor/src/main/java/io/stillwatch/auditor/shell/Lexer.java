// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import java.util.ArrayList;
import java.util.List;

/// Cuts a command line into words, operators and redirections, as POSIX shells do.
final class Lexer {
  private static final String OPERATOR = "|&;()\n";

  private final String text;
  private final int offset;
  private int at;

  Lexer(String text, int offset) {
    this.text = text;
    this.offset = offset;
  }

  /// A word, or an operator with its own text; `inner` are the command substitutions in a word.
  record Token(boolean operator, ShellWord word, List<Inner> inner) {}

  /// The text of a `$(..)` and where it starts.
  record Inner(String text, int offset) {}

  List<Token> tokens() {
    var tokens = new ArrayList<Token>();
    while (true) {
      skipBlanks();
      if (at >= text.length() || text.charAt(at) == '#') return tokens;
      tokens.add(isRedirection() ? redirection() : isOperator() ? operator() : word());
    }
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
  }

  private boolean isOperator() {
    return OPERATOR.indexOf(text.charAt(at)) >= 0;
  }

  private boolean isRedirection() {
    int i = at;
    while (i < text.length() && Character.isDigit(text.charAt(i))) i++;
    if (i < text.length() && text.charAt(i) == '&' && i == at) {
      return i + 1 < text.length() && text.charAt(i + 1) == '>';
    }
    return i < text.length() && (text.charAt(i) == '<' || text.charAt(i) == '>');
  }

  private Token redirection() {
    int start = at;
    while (Character.isDigit(text.charAt(at)) || text.charAt(at) == '&') at++;
    while (at < text.length() && "<>|".indexOf(text.charAt(at)) >= 0) at++;
    if (at < text.length() && text.charAt(at) == '&') {
      at++;
      while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
        at++;
      }
    }
    return operatorToken(start);
  }

  private Token operator() {
    int start = at;
    char c = text.charAt(at++);
    if (at < text.length() && text.charAt(at) == c && c != '(' && c != ')') at++;
    return operatorToken(start);
  }

  private Token operatorToken(int start) {
    var word = new ShellWord(text.substring(start, at), offset + start + 1, true, false);
    return new Token(true, word, List.of());
  }

  private Token word() {
    int start = at;
    var value = new StringBuilder();
    var inner = new ArrayList<Inner>();
    boolean literal = true;
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || OPERATOR.indexOf(c) >= 0 || c == '<' || c == '>') break;
      switch (c) {
        case '\'' -> {
          quoted = true;
          single(value);
        }
        case '"' -> {
          quoted = true;
          literal &= twofold(value, inner);
        }
        case '\\' -> {
          at++;
          if (at < text.length()) value.append(text.charAt(at++));
        }
        case '$', '`' -> {
          literal = false;
          expansion(value, inner);
        }
        default -> {
          if ("*?[{~".indexOf(c) >= 0 && !plainBracket(c, start)) literal = false;
          value.append(c);
          at++;
        }
      }
    }
    return new Token(
        false, new ShellWord(value.toString(), offset + start + 1, literal, quoted), inner);
  }

  /// `[` and `{` alone are commands, and a tilde matters only in front.
  private boolean plainBracket(char c, int start) {
    if (c == '~') return at != start;
    boolean ends = at + 1 >= text.length() || " \t;&|".indexOf(text.charAt(at + 1)) >= 0;
    return (at == start && ends && (c == '[' || c == '{'))
        || (c == '[' && text.startsWith("[[", start))
        || (c == '{' && text.startsWith("{}", at));
  }

  private void single(StringBuilder value) {
    int end = text.indexOf('\'', at + 1);
    if (end < 0) end = text.length();
    value.append(text, at + 1, end);
    at = Math.min(end + 1, text.length());
  }

  /// Inside double quotes; whether the text is literal.
  private boolean twofold(StringBuilder value, List<Inner> inner) {
    boolean literal = true;
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && "\"$`\\%".indexOf(text.charAt(at + 1)) >= 0) {
        value.append(text.charAt(at + 1));
        at += 2;
      } else if (c == '$' || c == '`') {
        literal = false;
        expansion(value, inner);
      } else {
        value.append(c);
        at++;
      }
    }
    at = Math.min(at + 1, text.length());
    return literal;
  }

  private void expansion(StringBuilder value, List<Inner> inner) {
    int start = at;
    if (text.charAt(at) == '`') {
      int end = text.indexOf('`', at + 1);
      at = end < 0 ? text.length() : end + 1;
      inner.add(new Inner(text.substring(start + 1, end < 0 ? at : end), offset + start + 1));
    } else if (text.startsWith("$((", at)) {
      at = closing(at + 1, '(', ')');
    } else if (text.startsWith("$(", at)) {
      at = closing(at + 1, '(', ')');
      int end = text.charAt(at - 1) == ')' ? at - 1 : at;
      inner.add(new Inner(text.substring(start + 2, end), offset + start + 2));
    } else if (text.startsWith("${", at)) {
      at = closing(at + 1, '{', '}');
    } else {
      at++;
    }
    value.append(text, start, at);
  }

  /// The position after the bracket that closes the one at `from`, or the end of the text.
  private int closing(int from, char open, char close) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '\'') {
        int end = text.indexOf('\'', i + 1);
        if (end < 0) return text.length();
        i = end;
      } else if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }
}
