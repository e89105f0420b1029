// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import io.stillwatch.auditor.shell.QuoteLevel.Syntax;
import io.stillwatch.auditor.shell.ShellToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/// Reads the tokens of a shell text with the states of dash's `readtoken1`: which quote, brace or
/// bracket is open where.
///
/// Bash reads more than dash does; `bash` lets through what only bash knows.
final class ShellScanner {
  private static final String ENDS_WORD = " \t\n<>;&|()";
  private static final String SPECIAL = "*@#?$!-0";
  static final int DEEPEST = 100;

  private final String text;
  private final boolean bash;
  private int depth;
  private HereDocuments documents = new HereDocuments();
  private int at;

  ShellScanner(String text, boolean bash, int depth) {
    this.text = text;
    this.bash = bash;
    this.depth = depth;
  }

  boolean bash() {
    return bash;
  }

  ShellToken next() throws Refused {
    skipBlanks();
    int start = at;
    if (at >= text.length()) return token(Kind.END, start);
    char c = text.charAt(at);
    if (bash && ahead("&>")) return redirection(start, ahead("&>>") ? 3 : 2);
    return switch (c) {
      case '\n' -> {
        at++;
        yield token(Kind.NEWLINE, start);
      }
      case '&' -> either("&&", Kind.AND, Kind.AMPERSAND);
      case '|' -> {
        if (bash && ahead("|&")) at++;
        yield either("||", Kind.OR, Kind.PIPE);
      }
      case ';' -> endOfCase();
      case '(', ')' -> {
        at++;
        yield token(c == '(' ? Kind.OPEN : Kind.CLOSE, start);
      }
      default -> word();
    };
  }

  private ShellToken either(String twice, Kind two, Kind one) {
    int start = at;
    boolean doubled = ahead(twice);
    at += doubled ? 2 : 1;
    return token(doubled ? two : one, start);
  }

  private ShellToken endOfCase() {
    int start = at;
    if (bash && ahead(";&")) {
      at += 2;
      return token(Kind.END_CASE, start);
    }
    var token = either(";;", Kind.END_CASE, Kind.SEMICOLON);
    if (bash && token.kind() == Kind.END_CASE && ahead("&")) at++;
    return token;
  }

  private ShellToken token(Kind kind, int start) {
    return new ShellToken(kind, start, text.substring(start, at), true);
  }

  /// Whether this follows at once.
  boolean startsWith(String wanted) {
    return ahead(wanted);
  }

  private boolean ahead(String wanted) {
    return text.startsWith(wanted, at);
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t') at++;
      else if (ahead("\\\n")) at += 2;
      else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else return;
    }
  }

  private ShellToken redirection(int start, int length) {
    at = start + length;
    return new ShellToken(Kind.REDIRECTION, start, text.substring(start, at), true);
  }

  /// The operator whose first sign is at `sign`.
  private ShellToken redirectionFrom(int start, int sign) {
    at = sign + 1;
    char first = text.charAt(sign);
    if (bash && ahead("<<") && first == '<') at += 2;
    else if (first == '<' && ahead("<-")) at += 2;
    else if (at < text.length() && (first == '>' ? ">|&" : "<&>").indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return new ShellToken(Kind.REDIRECTION, start, text.substring(sign, at), true);
  }

  /// A word, or a redirection with the digit in front of it.
  private ShellToken word() throws Refused {
    int start = at;
    var levels = new ArrayDeque<QuoteLevel>();
    levels.push(new QuoteLevel(Syntax.BASE, start));
    boolean plain = true;
    while (at < text.length()) {
      char c = text.charAt(at);
      var level = levels.peek();
      if (level.syntax == Syntax.BASE && level.braces == 0 && ENDS_WORD.indexOf(c) >= 0) {
        if (bash && (ahead("<(") || ahead(">("))) substitution(2);
        else if (bash && c == '(' && text.charAt(at - 1) == '=' && at > start) array();
        else break;
        plain = false;
      } else {
        plain &= "\\'\"$`".indexOf(c) < 0;
        character(c, levels);
      }
    }
    levels.peek().complete();
    var word = text.substring(start, at);
    boolean redirects = at < text.length() && "<>".indexOf(text.charAt(at)) >= 0;
    boolean descriptor =
        word.isEmpty() || (word.length() == 1 && Character.isDigit(word.charAt(0)));
    if (redirects && (descriptor || (bash && word.matches("\\d+|\\{\\w+\\}")))) {
      return redirectionFrom(start, at);
    }
    return new ShellToken(Kind.WORD, start, word, plain);
  }

  private void character(char c, Deque<QuoteLevel> levels) throws Refused {
    var level = levels.peek();
    int here = at++;
    if (level.syntax == Syntax.SINGLE) {
      if (c == '\'') level.syntax = Syntax.BASE;
      return;
    }
    switch (c) {
      case '\\' -> at = Math.min(at + 1, text.length());
      case '\'' -> {
        if (level.syntax != Syntax.BASE) return;
        level.syntax = Syntax.SINGLE;
        level.quoteAt = here;
      }
      case '"' -> level.quote(here);
      case '$' -> expansion(levels, here);
      case '`' -> backquotes(here, level.quoted);
      case '}' -> {
        if (level.closeBrace()) levels.pop();
      }
      case '(' -> {
        if (level.syntax == Syntax.ARITHMETIC) level.brackets++;
      }
      case ')' -> closeBracket(levels);
      default -> {}
    }
  }

  private void closeBracket(Deque<QuoteLevel> levels) {
    var level = levels.peek();
    if (level.syntax != Syntax.ARITHMETIC) return;
    if (level.brackets > 0) {
      level.brackets--;
    } else if (ahead(")")) {
      at++;
      levels.pop();
    }
  }

  private void expansion(Deque<QuoteLevel> levels, int here) throws Refused {
    if (bash && levels.peek().syntax == Syntax.BASE && ahead("'")) {
      ansiQuote(here);
    } else if (ahead("((")) {
      at += 2;
      var level = new QuoteLevel(Syntax.ARITHMETIC, here);
      level.quoted = true;
      levels.push(level);
    } else if (ahead("(")) {
      at--;
      substitution(2);
    } else if (ahead("{")) {
      at++;
      brace(levels, here);
    } else if (ahead("$")) {
      at++; // the number of the process
    }
  }

  private void ansiQuote(int here) throws Refused {
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) == '\\') at++;
      else if (text.charAt(at) == '\'') {
        at++;
        return;
      }
    }
    throw new Refused(here, "The quote is never closed");
  }

  /// What stands between the sign that opened it, so many characters long, and its `)`.
  private void substitution(int length) throws Refused {
    int here = at;
    at += length;
    var waiting = documents;
    documents = new HereDocuments();
    enter(here);
    new ShellParser(this).untilClosed(here);
    leave();
    documents = waiting;
  }

  /// One command inside another begins.
  void enter(int here) throws Refused {
    if (++depth > DEEPEST) throw new Refused(here, "It is nested too deeply");
  }

  void leave() {
    depth--;
  }

  private void array() throws Refused {
    int here = at++;
    while (true) {
      var token = next();
      if (token.kind() == Kind.CLOSE) return;
      if (token.kind() == Kind.END) throw new Refused(here, "'(' is never closed");
    }
  }

  private void backquotes(int here, boolean quoted) throws Refused {
    var inner = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '`') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char next = text.charAt(at++);
        boolean escape = "\\`$".indexOf(next) >= 0 || (quoted && next == '"');
        if (next == '\n') continue;
        if (!escape) inner.append(c);
        inner.append(next);
      } else {
        inner.append(c);
      }
    }
    if (at >= text.length()) throw new Refused(here, "The backquote is never closed");
    at++;
    enter(here);
    try {
      new ShellParser(new ShellScanner(inner.toString(), bash, depth)).untilEnd();
    } catch (Refused e) {
      throw e.from(here + 1);
    }
    leave();
  }

  /// Behind `${`: the parameter and the sign that says what is done with it.
  private void brace(Deque<QuoteLevel> levels, int here) {
    boolean length = ahead("#") && at + 1 < text.length() && isName(text.charAt(at + 1));
    if (length) at++;
    if (at < text.length() && isName(text.charAt(at))) {
      while (at < text.length() && isName(text.charAt(at))) at++;
    } else if (at < text.length() && text.charAt(at) != '}') {
      char parameter = text.charAt(at++);
      if (SPECIAL.indexOf(parameter) < 0) {
        open(levels, here, false);
        return;
      }
    } else {
      open(levels, here, false);
      return;
    }
    if (at >= text.length()) {
      open(levels, here, false);
      return;
    }
    if (ahead("}")) {
      at++;
      return;
    }
    if (length) {
      open(levels, here, false);
      return;
    }
    char sign = text.charAt(at++);
    if (sign == ':' && at < text.length() && !bash) at++;
    boolean trims = sign == '%' || sign == '#';
    if (trims && at < text.length() && text.charAt(at) == sign) at++;
    open(levels, here, trims);
  }

  private void open(Deque<QuoteLevel> levels, int here, boolean trims) {
    var level = levels.peek();
    var syntax =
        trims ? Syntax.BASE : level.syntax == Syntax.ARITHMETIC ? Syntax.TWOFOLD : level.syntax;
    if (syntax != level.syntax) {
      level = new QuoteLevel(syntax, here);
      level.pushedByBrace = true;
      level.quoted = syntax != Syntax.BASE;
      levels.push(level);
    }
    if (level.braces == 0) level.openAt = here;
    level.braces++;
    if (level.quoted) level.quotedBraces++;
  }

  private static boolean isName(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }

  /// The body of a here-document starts after the line that names its end.
  void expectDocument(ShellToken operator, ShellToken end) {
    documents.expect(operator, end);
  }

  /// Skips the bodies of here-documents, which start at a new line.
  void skipDocuments() throws Refused {
    at = documents.skip(text, at, body -> new ShellScanner(body, bash, depth + 1).expansions());
  }

  /// Reads the text as the body of a here-document, where only expansions count.
  private void expansions() throws Refused {
    var levels = new ArrayDeque<QuoteLevel>();
    var level = new QuoteLevel(Syntax.TWOFOLD, 0);
    level.quoted = true;
    levels.push(level);
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' && levels.peek().braces == 0) at++;
      else character(c, levels);
    }
    if (levels.size() > 1 || level.braces > 0) {
      throw new Refused(levels.peek().openAt, "An expansion is never closed");
    }
  }

  /// Behind `((` or `[[`: up to the sign that ends it.
  void skipTo(String end, int here) throws Refused {
    while (at < text.length()) {
      if (ahead(end) && (end.equals("))") || endsWord(at + end.length()))) {
        at += end.length();
        return;
      }
      if (text.charAt(at) == '\n' || ENDS_WORD.indexOf(text.charAt(at)) >= 0) at++;
      else word();
    }
    throw new Refused(here, "'" + (end.equals("))") ? "((" : "[[") + "' is never closed");
  }

  private boolean endsWord(int index) {
    return index >= text.length() || ENDS_WORD.indexOf(text.charAt(index)) >= 0;
  }
}
