// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Reads the tokens of a shell text with the states of dash's `readtoken1`: which quote, brace or
/// bracket is open where.
///
/// Bash reads more than dash does; `bash` lets through what only bash knows.
final class ShellScanner {
  enum Kind {
    END,
    NEWLINE,
    SEMICOLON,
    AMPERSAND,
    AND,
    OR,
    PIPE,
    OPEN,
    CLOSE,
    END_CASE,
    REDIRECTION,
    WORD
  }

  /// `text` is the word as written; `plain` if nothing in it is quoted or expanded.
  record Token(Kind kind, int at, String text, boolean plain) {}

  /// The text cannot be parsed from this place on.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int at;

    Refused(int at, String why) {
      super(why);
      this.at = at;
    }

    int at() {
      return at;
    }
  }

  private enum Syntax {
    BASE,
    SINGLE,
    TWOFOLD,
    ARITHMETIC
  }

  /// One level of `"`, `${` or `$((`, and where it opened.
  private static final class Level {
    private Syntax syntax;
    private boolean quoted;
    private boolean innerQuotes;
    private boolean pushedByBrace;
    private int braces;
    private int quotedBraces;
    private int brackets;
    private int quoteAt;
    private int openAt;

    Level(Syntax syntax, int openAt) {
      this.syntax = syntax;
      this.openAt = openAt;
      this.quoteAt = openAt;
    }
  }

  private record Document(String end, boolean tabs, boolean quoted) {}

  private static final String ENDS_WORD = " \t\n<>;&|()";
  private static final String SPECIAL = "*@#?$!-0";
  private static final int DEEPEST = 100;

  private final String text;
  private final boolean bash;
  private int depth;
  private List<Document> documents = new ArrayList<>();
  private int at;

  ShellScanner(String text, boolean bash, int depth) {
    this.text = text;
    this.bash = bash;
    this.depth = depth;
  }

  boolean bash() {
    return bash;
  }

  Token next() throws Refused {
    skipBlanks();
    int start = at;
    if (at >= text.length()) return token(Kind.END, start);
    char c = text.charAt(at);
    if (bash && ahead("&>")) return redirection(start, ahead("&>>") ? 3 : 2);
    switch (c) {
      case '\n' -> {
        at++;
        return token(Kind.NEWLINE, start);
      }
      case '&' -> {
        return either("&&", Kind.AND, Kind.AMPERSAND);
      }
      case '|' -> {
        if (bash && ahead("|&")) at++;
        return either("||", Kind.OR, Kind.PIPE);
      }
      case ';' -> {
        return endOfCase();
      }
      case '(', ')' -> {
        at++;
        return token(c == '(' ? Kind.OPEN : Kind.CLOSE, start);
      }
      default -> {
        return word();
      }
    }
  }

  private Token either(String twice, Kind two, Kind one) {
    int start = at;
    boolean doubled = ahead(twice);
    at += doubled ? 2 : 1;
    return token(doubled ? two : one, start);
  }

  private Token endOfCase() {
    int start = at;
    if (bash && ahead(";&")) {
      at += 2;
      return token(Kind.END_CASE, start);
    }
    var token = either(";;", Kind.END_CASE, Kind.SEMICOLON);
    if (bash && token.kind() == Kind.END_CASE && ahead("&")) at++;
    return token;
  }

  private Token token(Kind kind, int start) {
    return new Token(kind, start, text.substring(start, at), true);
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

  private Token redirection(int start, int length) {
    at = start + length;
    return new Token(Kind.REDIRECTION, start, text.substring(start, at), true);
  }

  /// The operator whose first sign is at `sign`.
  private Token redirectionFrom(int start, int sign) {
    at = sign + 1;
    char first = text.charAt(sign);
    if (bash && ahead("<<") && first == '<') at += 2;
    else if (first == '<' && ahead("<-")) at += 2;
    else if (at < text.length() && (first == '>' ? ">|&" : "<&>").indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return new Token(Kind.REDIRECTION, start, text.substring(sign, at), true);
  }

  /// A word, or a redirection with the digit in front of it.
  private Token word() throws Refused {
    int start = at;
    var levels = new ArrayDeque<Level>();
    levels.push(new Level(Syntax.BASE, start));
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
    complete(levels.peek());
    var word = text.substring(start, at);
    boolean redirects = at < text.length() && "<>".indexOf(text.charAt(at)) >= 0;
    boolean descriptor = word.isEmpty() || (word.length() == 1 && Character.isDigit(word.charAt(0)));
    if (redirects && (descriptor || (bash && word.matches("\\d+|\\{\\w+\\}")))) {
      return redirectionFrom(start, at);
    }
    return new Token(Kind.WORD, start, word, plain);
  }

  private static void complete(Level level) throws Refused {
    if (level.syntax == Syntax.ARITHMETIC) throw new Refused(level.openAt, "'$((' is never closed");
    if (level.syntax != Syntax.BASE) throw new Refused(level.quoteAt, "The quote is never closed");
    if (level.braces != 0) throw new Refused(level.openAt, "'${' is never closed");
  }

  private void character(char c, Deque<Level> levels) throws Refused {
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
      case '"' -> quote(level, here);
      case '$' -> expansion(levels, here);
      case '`' -> backquotes(here, level.quoted);
      case '}' -> closeBrace(levels);
      case '(' -> {
        if (level.syntax == Syntax.ARITHMETIC) level.brackets++;
      }
      case ')' -> closeBracket(levels);
      default -> {}
    }
  }

  private static void quote(Level level, int here) {
    if (level.syntax == Syntax.BASE) {
      level.syntax = Syntax.TWOFOLD;
      level.quoted = true;
      level.quoteAt = here;
    } else if (level.syntax == Syntax.TWOFOLD) {
      if (level.quotedBraces == 0) {
        level.syntax = Syntax.BASE;
        level.quoted = false;
      }
    } else {
      return;
    }
    if (level.braces > 0) level.innerQuotes ^= true;
  }

  private static void closeBrace(Deque<Level> levels) {
    var level = levels.peek();
    if (level.innerQuotes || level.braces == 0) return;
    level.braces--;
    if (level.braces == 0 && level.pushedByBrace) levels.pop();
    else if (level.quotedBraces > 0) level.quotedBraces--;
  }

  private void closeBracket(Deque<Level> levels) {
    var level = levels.peek();
    if (level.syntax != Syntax.ARITHMETIC) return;
    if (level.brackets > 0) {
      level.brackets--;
    } else if (ahead(")")) {
      at++;
      levels.pop();
    }
  }

  private void expansion(Deque<Level> levels, int here) throws Refused {
    if (bash && levels.peek().syntax == Syntax.BASE && ahead("'")) {
      ansiQuote(here);
    } else if (ahead("((")) {
      at += 2;
      var level = new Level(Syntax.ARITHMETIC, here);
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
    documents = new ArrayList<>();
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
      throw new Refused(here + 1 + e.at(), e.getMessage());
    }
    leave();
  }

  /// Behind `${`: the parameter and the sign that says what is done with it.
  private void brace(Deque<Level> levels, int here) {
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

  private void open(Deque<Level> levels, int here, boolean trims) {
    var level = levels.peek();
    var syntax = trims ? Syntax.BASE : level.syntax == Syntax.ARITHMETIC ? Syntax.TWOFOLD : level.syntax;
    if (syntax != level.syntax) {
      level = new Level(syntax, here);
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
  void expectDocument(Token operator, Token end) {
    if (operator.text().equals("<<<")) return;
    var name = end.text().replaceAll("[\\\\'\"]", "");
    documents.add(new Document(name, operator.text().endsWith("-"), !end.plain()));
  }

  /// Skips the bodies of here-documents, which start at a new line.
  void skipDocuments() throws Refused {
    var waiting = documents;
    documents = new ArrayList<>();
    for (var document : waiting) {
      int start = at;
      int end = text.length();
      while (at < text.length()) {
        int newline = text.indexOf('\n', at);
        var line = text.substring(at, newline < 0 ? text.length() : newline);
        if (document.tabs()) line = line.replaceFirst("^\t+", "");
        int before = at;
        at = newline < 0 ? text.length() : newline + 1;
        if (!line.equals(document.end())) continue;
        end = before;
        break;
      }
      if (!document.quoted()) expand(start, end);
    }
  }

  /// What the shell expands in the body of a here-document.
  private void expand(int start, int end) throws Refused {
    var body = new ShellScanner(text.substring(start, end), bash, depth + 1);
    var levels = new ArrayDeque<Level>();
    var level = new Level(Syntax.TWOFOLD, 0);
    level.quoted = true;
    levels.push(level);
    try {
      while (body.at < body.text.length()) {
        char c = body.text.charAt(body.at);
        if (c == '"' && levels.peek().braces == 0) body.at++;
        else body.character(c, levels);
      }
      if (levels.size() > 1 || level.braces > 0) {
        throw new Refused(levels.peek().openAt, "An expansion is never closed");
      }
    } catch (Refused e) {
      throw new Refused(start + e.at(), e.getMessage());
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
      else if (word().kind() == Kind.REDIRECTION) continue;
    }
    throw new Refused(here, "'" + (end.equals("))") ? "((" : "[[") + "' is never closed");
  }

  private boolean endsWord(int index) {
    return index >= text.length() || ENDS_WORD.indexOf(text.charAt(index)) >= 0;
  }
}
