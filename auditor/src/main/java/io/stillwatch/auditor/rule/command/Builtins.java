// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import java.util.Set;

/// Words that a shell runs without looking for a file.
final class Builtins {
  private static final Set<String> NAMES =
      Set.of(
          ":",
          ".",
          "[",
          "[[",
          "alias",
          "bg",
          "break",
          "builtin",
          "case",
          "cd",
          "command",
          "continue",
          "declare",
          "dirs",
          "disown",
          "echo",
          "enable",
          "esac",
          "eval",
          "exec",
          "exit",
          "export",
          "false",
          "fc",
          "fg",
          "fi",
          "for",
          "function",
          "getopts",
          "hash",
          "help",
          "history",
          "if",
          "in",
          "jobs",
          "kill",
          "let",
          "local",
          "logout",
          "mapfile",
          "popd",
          "printf",
          "pushd",
          "pwd",
          "read",
          "readarray",
          "readonly",
          "return",
          "select",
          "set",
          "shift",
          "shopt",
          "source",
          "suspend",
          "test",
          "then",
          "time",
          "times",
          "trap",
          "true",
          "type",
          "typeset",
          "ulimit",
          "umask",
          "unalias",
          "unset",
          "until",
          "wait",
          "while",
          "do",
          "done",
          "else",
          "elif");

  private Builtins() {}

  static boolean contains(String word) {
    return NAMES.contains(word);
  }
}
