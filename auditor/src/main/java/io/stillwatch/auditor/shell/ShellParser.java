// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import io.stillwatch.auditor.shell.ShellToken.Kind;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a shell would parse a text: the grammar of dash's `parser.c`, rule by rule, without
/// building anything.
final class ShellParser {
  private static final Set<String> KEYWORDS =
      Set.of(
          "!", "case", "do", "done", "elif", "else", "esac", "fi", "for", "if", "in", "then",
          "until", "while", "{", "}");
  private static final Set<String> ENDS_LIST =
      Set.of("do", "done", "elif", "else", "esac", "fi", "then", "}");
  private static final Set<String> SPECIAL_BUILTINS =
      Set.of(
          ".",
          ":",
          "break",
          "continue",
          "eval",
          "exec",
          "exit",
          "export",
          "readonly",
          "return",
          "set",
          "shift",
          "times",
          "trap",
          "unset");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z_0-9]*\\+?(?:\\[[^]]*\\])?=.*", Pattern.DOTALL);
  private static final ShellToken NONE = new ShellToken(Kind.END, 0, "", true);

  private final ShellScanner scanner;
  private ShellToken last = NONE;
  private boolean pushedBack;
  private boolean newlines;
  private boolean keywords;
  private String keyword = "";

  ShellParser(ShellScanner scanner) {
    this.scanner = scanner;
  }

  /// A whole script, line by line.
  void script() throws Refused {
    while (true) {
      list(List.LINE);
      if (last.kind() == Kind.END) return;
    }
  }

  /// What backquotes hold: what follows a list is not looked at.
  void untilEnd() throws Refused {
    list(List.MAY_BE_EMPTY);
  }

  /// What `$(` holds.
  void untilClosed(int opened) throws Refused {
    list(List.MAY_BE_EMPTY);
    read();
    if (last.kind() == Kind.END) throw new Refused(opened, "'$(' is never closed");
    if (last.kind() != Kind.CLOSE) throw unexpected();
  }

  /// How a list of commands may end.
  private enum List {
    LINE,
    AT_LEAST_ONE,
    MAY_BE_EMPTY
  }

  private void read() throws Refused {
    boolean skip = newlines;
    boolean reserved = keywords;
    newlines = false;
    keywords = false;
    if (pushedBack) pushedBack = false;
    else advance();
    while (skip && last.kind() == Kind.NEWLINE) {
      scanner.skipDocuments();
      advance();
    }
    if (reserved && keyword.isEmpty() && last.kind() == Kind.WORD && last.plain()) {
      if (KEYWORDS.contains(last.text())) keyword = last.text();
    }
  }

  private void advance() throws Refused {
    keyword = "";
    last = scanner.next();
  }

  private void pushBack() {
    pushedBack = true;
  }

  private void expectCommand() {
    newlines = true;
    keywords = true;
  }

  private boolean is(Kind kind) {
    return last.kind() == kind && keyword.isEmpty();
  }

  private boolean is(String word) {
    return keyword.equals(word);
  }

  private Refused unexpected() {
    if (last.kind() == Kind.END) return new Refused(last.at(), "The command is not complete");
    var shown = last.kind() == Kind.NEWLINE ? "the end of the line" : "'" + last.text() + "'";
    return new Refused(last.at(), "The shell does not expect " + shown);
  }

  private void expect(String word) throws Refused {
    read();
    if (!is(word)) throw missing(word);
  }

  private Refused missing(String word) {
    return last.kind() == Kind.END
        ? new Refused(last.at(), "'" + word + "' is missing")
        : new Refused(last.at(), unexpected().why() + ": '" + word + "' is missing");
  }

  private void list(List form) throws Refused {
    boolean line = form == List.LINE;
    boolean mayEnd = form == List.MAY_BE_EMPTY;
    while (true) {
      newlines = !line;
      keywords = true;
      read();
      if (is(Kind.NEWLINE)) {
        scanner.skipDocuments();
        return;
      }
      if (is(Kind.END)) {
        scanner.skipDocuments();
        pushBack();
        return;
      }
      pushBack();
      if (mayEnd && endsList()) return;
      mayEnd |= !line;
      andOr();
      read();
      if (is(Kind.END)) {
        scanner.skipDocuments();
        pushBack();
        return;
      }
      if (is(Kind.NEWLINE)) {
        pushBack();
      } else if (!is(Kind.AMPERSAND) && !is(Kind.SEMICOLON)) {
        if (line) throw unexpected();
        pushBack();
        return;
      }
    }
  }

  private boolean endsList() {
    return ENDS_LIST.contains(keyword) || is(Kind.CLOSE) || is(Kind.END_CASE) || is(Kind.END);
  }

  private void andOr() throws Refused {
    while (true) {
      pipeline();
      read();
      if (!is(Kind.AND) && !is(Kind.OR)) {
        pushBack();
        return;
      }
      expectCommand();
    }
  }

  private void pipeline() throws Refused {
    read();
    if (is("!")) keywords = true;
    else pushBack();
    while (true) {
      command();
      read();
      if (!is(Kind.PIPE)) {
        pushBack();
        return;
      }
      expectCommand();
    }
  }

  private void command() throws Refused {
    read();
    int at = last.at();
    scanner.enter(at);
    if (compound(at)) redirections();
    scanner.leave();
  }

  /// Whether redirections of a compound command may follow.
  private boolean compound(int at) throws Refused {
    switch (keyword) {
      case "if" -> conditional();
      case "while", "until" -> loop();
      case "for" -> {
        forHeader();
        loopBody();
      }
      case "case" -> cases();
      case "{" -> {
        list(List.AT_LEAST_ONE);
        expect("}");
      }
      case "" -> {
        return plainCommand(at);
      }
      default -> throw unexpected();
    }
    return true;
  }

  private boolean plainCommand(int at) throws Refused {
    if (is(Kind.OPEN)) {
      subshell(at);
      return true;
    }
    if (!is(Kind.WORD) && !is(Kind.REDIRECTION)) throw unexpected();
    if (scanner.bash() && last.text().equals("[[")) {
      scanner.skipTo("]]", at);
      return true;
    }
    if (scanner.bash() && last.text().equals("function")) {
      read();
      read();
      if (is(Kind.OPEN)) read();
      else pushBack();
      expectCommand();
      command();
      return false;
    }
    pushBack();
    simple();
    return false;
  }

  private void subshell(int at) throws Refused {
    if (scanner.bash() && scanner.startsWith("(")) {
      scanner.skipTo("))", at);
      return;
    }
    list(List.AT_LEAST_ONE);
    read();
    if (is(Kind.END)) throw new Refused(at, "'(' is never closed");
    if (!is(Kind.CLOSE)) throw missing(")");
  }

  private void redirections() throws Refused {
    while (true) {
      keywords = true;
      read();
      if (!is(Kind.REDIRECTION)) {
        pushBack();
        return;
      }
      target();
    }
  }

  private void conditional() throws Refused {
    do {
      list(List.AT_LEAST_ONE);
      expect("then");
      list(List.AT_LEAST_ONE);
      read();
    } while (is("elif"));
    if (is("else")) list(List.AT_LEAST_ONE);
    else pushBack();
    expect("fi");
  }

  private void loop() throws Refused {
    list(List.AT_LEAST_ONE);
    loopBody();
  }

  private void loopBody() throws Refused {
    expect("do");
    list(List.AT_LEAST_ONE);
    expect("done");
  }

  /// Up to `do`.
  private void forHeader() throws Refused {
    read();
    if (scanner.bash() && is(Kind.OPEN) && scanner.startsWith("(")) {
      scanner.skipTo("))", last.at());
      read();
      if (!is(Kind.SEMICOLON)) pushBack();
      expectCommand();
      return;
    }
    if (!is(Kind.WORD) || !last.plain() || !NAME.matcher(last.text()).matches()) {
      throw new Refused(last.at(), "'for' needs the name of a variable");
    }
    expectCommand();
    read();
    if (is("in")) {
      do read();
      while (is(Kind.WORD));
      if (!is(Kind.NEWLINE) && !is(Kind.SEMICOLON)) throw unexpected();
    } else if (!is(Kind.SEMICOLON)) {
      pushBack();
    }
    expectCommand();
  }

  private void cases() throws Refused {
    read();
    if (last.kind() != Kind.WORD) throw unexpected();
    expectCommand();
    expect("in");
    expectCommand();
    read();
    while (!is("esac")) {
      if (is(Kind.OPEN)) read();
      patterns();
      list(List.MAY_BE_EMPTY);
      expectCommand();
      read();
      if (is("esac")) return;
      if (!is(Kind.END_CASE)) throw missing("esac");
      expectCommand();
      read();
    }
  }

  private void patterns() throws Refused {
    while (true) {
      if (last.kind() != Kind.WORD) throw last.kind() == Kind.END ? missing("esac") : unexpected();
      read();
      if (!is(Kind.PIPE)) break;
      read();
    }
    if (!is(Kind.CLOSE)) throw unexpected();
  }

  private void simple() throws Refused {
    int arguments = 0;
    boolean assignments = true;
    boolean more = false;
    var name = NONE;
    while (true) {
      read();
      if (is(Kind.WORD)) {
        boolean assignment = assignments && ASSIGNMENT.matcher(last.text()).matches();
        more |= assignment;
        if (assignment) continue;
        assignments = false;
        name = last;
        arguments++;
      } else if (is(Kind.REDIRECTION)) {
        more = true;
        target();
      } else if (is(Kind.OPEN) && arguments == 1 && !more) {
        function(name);
        return;
      } else {
        pushBack();
        return;
      }
    }
  }

  private void function(ShellToken name) throws Refused {
    read();
    if (!is(Kind.CLOSE)) throw unexpected();
    boolean good = NAME.matcher(name.text()).matches() && !SPECIAL_BUILTINS.contains(name.text());
    if (!good && !scanner.bash()) {
      throw new Refused(name.at(), "'" + name.text() + "' is not a valid function name");
    }
    expectCommand();
    command();
  }

  private void target() throws Refused {
    var operator = last;
    read();
    if (last.kind() != Kind.WORD) throw unexpected();
    if (operator.text().startsWith("<<")) scanner.expectDocument(operator, last);
  }
}
