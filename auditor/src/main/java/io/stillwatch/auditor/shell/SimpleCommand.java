// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import java.util.List;

/// One program start: its words, the first of which is the program, and its redirections.
///
/// `directory` is where the `cd` before it on the same line went, as written, or empty: then the
/// program starts in the user's home.
public record SimpleCommand(
    List<ShellWord> words, List<Redirection> redirections, String directory) {
  public SimpleCommand {
    words = List.copyOf(words);
    redirections = List.copyOf(redirections);
  }

  /// `> target`, `2>> target`, `< target`.
  public record Redirection(String operator, ShellWord target) {}

  public ShellWord program() {
    return words.getFirst();
  }

  public String name() {
    return program().baseName();
  }

  public List<ShellWord> arguments() {
    return words.subList(1, words.size());
  }

  /// The first argument that is no option, or the program itself if there is none.
  public ShellWord firstOperand() {
    return arguments().stream().filter(w -> !w.isOption()).findFirst().orElse(program());
  }

  SimpleCommand from(int word) {
    return new SimpleCommand(words.subList(word, words.size()), redirections, directory);
  }
}
