// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.core.text.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists of arguments as a shell reads them. Quoting happens here and nowhere else.
///
/// There is no command line for an argument with a control character, or with one that hides or
/// reorders others: a paste would run something else than what is seen.
final class CommandLine {
  /// The one word that the shell is to expand.
  static final String EDITOR = "${EDITOR:-vi}";

  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
  private static final Pattern WORDS = Pattern.compile("[\\w@%+=:,./ -]+");
  private static final Pattern UNIT =
      Pattern.compile("(?:/etc|/run|(?:/usr)?/lib)/systemd/system/.*");

  private CommandLine() {}

  /// Each after the success of the one before.
  static Optional<String> of(List<List<String>> commands) {
    return joined(commands, " && ");
  }

  /// Each reads what the one before prints.
  static Optional<String> pipe(List<List<String>> commands) {
    return joined(commands, " | ");
  }

  /// systemd reads its files again when it is told to.
  static List<List<String>> withReload(List<List<String>> commands, String path) {
    if (!UNIT.matcher(path).matches()) return commands;
    return Stream.concat(commands.stream(), Stream.of(List.of("systemctl", "daemon-reload")))
        .toList();
  }

  /// For reading only.
  static String shown(List<List<String>> commands) {
    return commands.stream().map(c -> String.join(" ", c)).collect(Collectors.joining(" && "));
  }

  private static Optional<String> joined(List<List<String>> commands, String between) {
    boolean printable =
        commands.stream()
            .flatMap(Collection::stream)
            .allMatch(word -> Printable.line(word).equals(word));
    if (!printable) return Optional.empty();
    return Optional.of(
        commands.stream()
            .map(c -> c.stream().map(CommandLine::quoted).collect(Collectors.joining(" ")))
            .collect(Collectors.joining(between)));
  }

  /// A text for reading that a shell has nothing to expand, run or wait for in.
  static String words(String text) {
    return WORDS.matcher(text).matches() ? text : literal(text);
  }

  private static String quoted(String word) {
    return word.equals(EDITOR) || PLAIN.matcher(word).matches() ? word : literal(word);
  }

  private static String literal(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
