// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.text.EditDistance;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of a command, as jobs are named after and compared by them.
final class CommandWords {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");
  private static final Pattern REDIRECTION = Pattern.compile("\\s*(>>?|2>|&>).*$");

  /// Longer commands are compared by their beginning: the comparison takes quadratic time.
  private static final int MOST_COMPARED = 512;

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
    return baseName(BLANKS.split(command.strip(), 2)[0]);
  }

  private static String baseName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }

  /// Without redirections, as a job is named.
  static String withoutRedirections(String command) {
    var quiet = REDIRECTION.matcher(command).replaceAll("").strip();
    return quiet.isEmpty() ? command : quiet;
  }

  /// Whether two commands read like one command before and after an edit: the same program of its
  /// own, or all but a few letters the same.
  static boolean alike(String one, String other) {
    var a = one.substring(0, Math.min(one.length(), MOST_COMPARED));
    var b = other.substring(0, Math.min(other.length(), MOST_COMPARED));
    var program = firstWordName(a);
    boolean ofItsOwn =
        !program.isEmpty() && !WRAPPERS.contains(program) && !ASSIGNMENT.matcher(program).matches();
    if (ofItsOwn && program.equals(firstWordName(b))) return true;
    return distance(a, b) <= Math.max(2, Math.min(a.length(), b.length()) / 10);
  }

  static int distance(String one, String other) {
    var a = one.substring(0, Math.min(one.length(), MOST_COMPARED));
    var b = other.substring(0, Math.min(other.length(), MOST_COMPARED));
    return EditDistance.between(a, b);
  }
}
