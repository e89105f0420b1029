// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.text.Lookalikes;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of a command, as jobs are named after and compared by them.
final class CommandWords {
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

  /// Programs whose argument is the program that matters.
  private static final Set<String> WRAPPERS =
      Set.of(
          "sh",
          "bash",
          "dash",
          "ksh",
          "zsh",
          "python",
          "python2",
          "python3",
          "perl",
          "php",
          "ruby",
          "node",
          "java",
          "env",
          "sudo",
          "nice",
          "ionice",
          "nohup",
          "flock",
          "timeout",
          "time",
          "chronic",
          "exec",
          "setsid",
          "stdbuf",
          "cd",
          "test",
          "[",
          "run-parts",
          "make",
          "docker");

  private CommandWords() {}

  /// The file name of the first word: `logrotate` of `/usr/sbin/logrotate -s x`.
  static String firstWordName(String command) {
    var text = fromProgram(command);
    int end = 0;
    while (end < text.length() && !isBlank(text.charAt(end))) end++;
    return text.substring(0, end);
  }

  /// Without its redirections, as a job is named: what follows the first one is left out.
  static String withoutRedirections(String command) {
    int end = command.indexOf('>');
    if (end < 0) end = command.length();
    else if (end > 0 && "2&".indexOf(command.charAt(end - 1)) >= 0) end--;
    var name = command.substring(0, end).strip();
    return name.isEmpty() ? command : name;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /// From the name of the program on: `rotate.sh -v` of `/opt/rotate.sh -v`.
  static String fromProgram(String command) {
    var text = command.strip();
    int end = 0;
    int from = 0;
    for (; end < text.length() && !isBlank(text.charAt(end)); end++)
      if (text.charAt(end) == '/') from = end + 1;
    return text.substring(from);
  }

  /// Whether two commands read like one command before and after an edit: the same program of its
  /// own, or all but a few letters the same.
  static boolean alike(String one, String other) {
    var program = firstWordName(one);
    boolean ofItsOwn =
        !program.isEmpty() && !WRAPPERS.contains(program) && !ASSIGNMENT.matcher(program).matches();
    if (ofItsOwn && program.equals(firstWordName(other))) return true;
    int shorter = Math.min(Lookalikes.COMPARED, Math.min(one.length(), other.length()));
    int few = Math.max(2, shorter / 10);
    return Lookalikes.edits(one, other, few) <= few;
  }
}
