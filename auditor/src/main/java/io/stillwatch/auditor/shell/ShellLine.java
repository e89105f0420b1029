// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import io.stillwatch.auditor.shell.SimpleCommand.Redirection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The programs that a command line starts, in order, those in `$(..)` after the one around them.
///
/// `programs` are the commands with `nice`, `timeout`, `flock` and the like taken off, each
/// followed by what it starts.
public record ShellLine(List<SimpleCommand> commands, List<SimpleCommand> programs) {
  private static final Set<String> KEYWORDS =
      Set.of(
          "if", "then", "else", "elif", "fi", "while", "until", "do", "done", "!", "{", "}",
          "esac");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z_0-9]*\\+?=.*", Pattern.DOTALL);

  public ShellLine {
    commands = List.copyOf(commands);
    programs = List.copyOf(programs);
  }

  public static ShellLine parse(String text) {
    return parse(text, 0);
  }

  /// `offset` is added to every column: where the text starts in its line.
  public static ShellLine parse(String text, int offset) {
    var builder = new Builder();
    builder.read(text, offset);
    var programs = new ArrayList<SimpleCommand>();
    for (var command : builder.commands) Wrappers.unfold(command, programs::add);
    return new ShellLine(builder.commands, programs);
  }

  /// Where and why a shell refuses a text.
  public record Refusal(int at, String why) {}

  /// What keeps dash, or bash, from parsing a text; nothing is run.
  public static Optional<Refusal> refusal(String text, boolean bash) {
    try {
      new ShellParser(new ShellScanner(text, bash, 0)).script();
      return Optional.empty();
    } catch (Refused e) {
      int at = Math.max(0, Math.min(e.at(), text.length() - 1));
      return Optional.of(new Refusal(at, e.why()));
    }
  }

  private static final class Builder {
    private final List<SimpleCommand> commands = new ArrayList<>();
    private List<ShellWord> words = new ArrayList<>();
    private List<Redirection> redirections = new ArrayList<>();
    private final ArrayDeque<String> outer = new ArrayDeque<>();
    private String directory = "";
    private boolean loopHeader;

    void read(String text, int offset) {
      read(text, offset, 0);
    }

    /// A command in a command: nobody means those that are deeper than the scanner goes, either.
    private void read(String text, int offset, int depth) {
      var pending = "";
      var inner = new ArrayList<Lexer.Inner>();
      for (var token : new Lexer(text, offset).tokens()) {
        inner.addAll(token.inner());
        if (token.operator()) {
          pending = operator(token.word().text());
        } else if (!pending.isEmpty()) {
          redirections.add(new Redirection(pending, token.word()));
          pending = "";
        } else {
          word(token.word());
        }
      }
      end();
      if (depth == ShellScanner.DEEPEST) return;
      inner.forEach(i -> read(i.text(), i.offset(), depth + 1));
    }

    /// Returns the redirection that waits for its target, or nothing.
    private String operator(String text) {
      if (text.indexOf('<') < 0 && text.indexOf('>') < 0) {
        end();
        subshell(text);
        return "";
      }
      char last = text.charAt(text.length() - 1);
      return Character.isDigit(last) || last == '-' ? "" : text;
    }

    /// What a subshell changes ends with it.
    private void subshell(String bracket) {
      if (bracket.equals("(")) outer.push(directory);
      if (bracket.equals(")") && !outer.isEmpty()) directory = outer.pop();
    }

    private void word(ShellWord word) {
      if (words.isEmpty()) {
        if (KEYWORDS.contains(word.text()) && !word.quoted()) return;
        if (ASSIGNMENT.matcher(word.text()).matches()) return;
        loopHeader = word.text().equals("for") || word.text().equals("case");
      }
      words.add(word);
    }

    private void end() {
      if (!words.isEmpty() && !loopHeader) {
        commands.add(new SimpleCommand(words, redirections, directory));
        if (words.getFirst().text().equals("cd") && words.size() > 1) {
          directory = below(words.get(1).text());
        }
      }
      words = new ArrayList<>();
      redirections = new ArrayList<>();
      loopHeader = false;
    }

    private String below(String target) {
      boolean relative =
          !target.startsWith("/") && !target.startsWith("~") && !target.contains("$");
      if (!relative || directory.isEmpty()) return target;
      return directory.replaceFirst("/+$", "") + "/" + target;
    }
  }
}
