// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Programs that start another program: what they start is a job's real work.
final class Wrappers {
  /// Options that take a value, and how many operands stand before the command.
  private record Shape(String valueOptions, int operands) {}

  private static final Map<String, Shape> SHAPES =
      Map.ofEntries(
          Map.entry("nice", new Shape("n", 0)),
          Map.entry("ionice", new Shape("cnp", 0)),
          Map.entry("nohup", new Shape("", 0)),
          Map.entry("setsid", new Shape("", 0)),
          Map.entry("chronic", new Shape("", 0)),
          Map.entry("cronic", new Shape("", 0)),
          Map.entry("time", new Shape("fo", 0)),
          Map.entry("exec", new Shape("a", 0)),
          Map.entry("env", new Shape("uCS", 0)),
          Map.entry("stdbuf", new Shape("ioe", 0)),
          Map.entry("systemd-cat", new Shape("tp", 0)),
          Map.entry("sudo", new Shape("ugChpTr", 0)),
          Map.entry("timeout", new Shape("ks", 1)),
          Map.entry("flock", new Shape("wE", 1)));
  private static final List<String> SHELLS =
      List.of("sh", "bash", "dash", "ksh", "zsh", "su", "flock");

  private Wrappers() {}

  static void unfold(SimpleCommand command, Consumer<SimpleCommand> each) {
    each.accept(command);
    if (SHELLS.contains(command.name())) inlineScript(command, each);
    var shape = SHAPES.get(command.name());
    if (shape == null) return;
    int start = commandAfter(command.words(), shape);
    if (start < command.words().size()) unfold(command.from(start), each);
  }

  private static void inlineScript(SimpleCommand command, Consumer<SimpleCommand> each) {
    var words = command.words();
    for (int i = 1; i < words.size() - 1; i++) {
      var option = words.get(i).text();
      if (!option.matches("-[a-z]*c")) continue;
      var script = words.get(i + 1);
      if (!script.literal()) return;
      int quote = script.quoted() ? 1 : 0;
      ShellLine.parse(script.text(), script.column() - 1 + quote)
          .commands()
          .forEach(c -> unfold(c, each));
      return;
    }
  }

  private static int commandAfter(List<ShellWord> words, Shape shape) {
    int at = 1;
    int operands = shape.operands();
    while (at < words.size()) {
      var word = words.get(at).text();
      if (word.equals("--")) return at + 1 + operands;
      if (word.equals("-c") || word.equals("-v")) {
        if (shape.operands() == 1) return words.size(); // flock FILE -c '..' was read above
      }
      if (word.startsWith("-")) {
        boolean value = word.length() == 2 && shape.valueOptions().indexOf(word.charAt(1)) >= 0;
        at += value ? 2 : 1;
      } else if (word.contains("=") && !word.contains("/")) {
        at++;
      } else if (operands > 0) {
        operands--;
        at++;
      } else {
        return at;
      }
    }
    return words.size();
  }
}
