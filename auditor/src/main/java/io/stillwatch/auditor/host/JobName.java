// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.shell.ShellLine;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.shell.SimpleCommand;
import io.stillwatch.core.secret.Secrets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What people call a job: its main program without folder and redirections, with its first words.
///
/// `cd / && run-parts --report /etc/cron.daily` is `run-parts /etc/cron.daily`; `nice
/// /opt/db/rotate.sh orders >/dev/null` is `rotate.sh orders`.
public final class JobName {
  private static final Set<String> INTRODUCTIONS =
      Set.of(
          "cd", "test", "[", "[[", "sleep", "export", "set", "umask", ".", "source", "echo",
          "command");
  private static final Set<String> WRAPPERS =
      Set.of(
          "nice",
          "ionice",
          "nohup",
          "setsid",
          "chronic",
          "cronic",
          "time",
          "exec",
          "env",
          "sudo",
          "timeout",
          "flock",
          "stdbuf",
          "systemd-cat",
          "su");
  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh", "bash", "dash", "ksh", "zsh", "python", "python2", "python3", "perl", "php", "ruby",
          "node");
  private static final int WORDS = 3;
  private static final int LENGTH = 60;

  private JobName() {}

  /// Without secrets: the words of an option stay when the option itself is left out.
  public static String of(ShellLine shell, String command) {
    var shown = Secrets.redacted(command);
    return shown.equals(command) ? named(shell, command) : named(ShellLine.parse(shown), shown);
  }

  private static String named(ShellLine shell, String command) {
    return shell.programs().stream()
        .filter(p -> !INTRODUCTIONS.contains(p.name()) && !WRAPPERS.contains(p.name()))
        .filter(p -> p.program().literal() || p.words().size() > 1)
        .findFirst()
        .map(JobName::words)
        .orElseGet(() -> shortened(command.strip()));
  }

  private static String words(SimpleCommand program) {
    if (INTERPRETERS.contains(program.name()) && program.firstOperand().isPath()) {
      int script = program.words().indexOf(program.firstOperand());
      return join(program.words().stream().skip(script));
    }
    return join(program.words().stream());
  }

  private static String join(Stream<ShellWord> words) {
    var list = words.filter(w -> !w.isOption()).limit(WORDS).toList();
    if (list.isEmpty()) return "";
    var rest =
        list.stream()
            .skip(1)
            .map(ShellWord::text)
            .collect(Collectors.joining(" "))
            .replace("\\%", "%");
    return shortened((list.getFirst().baseName() + " " + rest).strip());
  }

  private static String shortened(String name) {
    return name.length() <= LENGTH ? name : name.substring(0, LENGTH - 1) + "…";
  }
}
