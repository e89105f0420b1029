// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.shell.SimpleCommand;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a line tests before it runs it: `[ -x /usr/sbin/x ]`, `command -v x`.
final class Guards {
  private static final Set<String> TESTS = Set.of("[", "[[", "test");
  private static final Set<String> LOOKUPS = Set.of("command", "which", "type", "hash");
  private static final Set<String> FILE_TESTS = Set.of("-x", "-f", "-e", "-s", "-r");

  private Guards() {}

  /// Paths whose presence the line tests.
  static List<ShellWord> paths(ShellLine shell) {
    return shell.commands().stream().flatMap(Guards::paths).toList();
  }

  private static Stream<ShellWord> paths(SimpleCommand command) {
    if (!TESTS.contains(command.program().text())) return Stream.empty();
    var words = command.words();
    return java.util.stream.IntStream.range(0, words.size() - 1)
        .filter(i -> FILE_TESTS.contains(words.get(i).text()))
        .mapToObj(i -> words.get(i + 1))
        .filter(w -> w.literal() && w.absolute());
  }

  /// Whether the line itself asks if this program is there.
  static boolean asksFor(ShellLine shell, String program) {
    return paths(shell).stream().anyMatch(w -> w.text().equals(program))
        || shell.commands().stream()
            .filter(c -> LOOKUPS.contains(c.name()))
            .flatMap(c -> c.arguments().stream())
            .anyMatch(w -> w.text().equals(program));
  }
}
