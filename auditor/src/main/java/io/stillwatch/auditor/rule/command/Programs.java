// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.shell.SimpleCommand;
import io.stillwatch.core.evidence.Account;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The files that a job starts by path: programs, and scripts handed to an interpreter.
final class Programs {
  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh", "bash", "dash", "ksh", "zsh", "python", "python2", "python3", "perl", "php", "ruby",
          "node", ".", "source");

  private Programs() {}

  /// A file as written, where it is on disk, and whether an interpreter only reads it.
  record Started(ShellWord word, String path, boolean onlyRead) {}

  static Stream<Started> of(TableJob job, HostView host) {
    return job.shell().programs().stream()
        .flatMap(program ->
            word(program)
                .flatMap(w ->
                    path(w, program, job, host)
                        .map(p -> new Started(w, p, w.column() != program.program().column())))
                .stream());
  }

  private static Optional<ShellWord> word(SimpleCommand program) {
    var word = program.program();
    if (word.isPath() && !INTERPRETERS.contains(program.name()))
      return Optional.of(word).filter(ShellWord::literal);
    if (!INTERPRETERS.contains(program.name())) return Optional.empty();
    // an option such as -c or -m changes what the operand means
    var first = program.arguments().stream().findFirst();
    return first.filter(w -> w.literal() && w.isPath() && !w.isOption());
  }

  private static Optional<String> path(
      ShellWord word, SimpleCommand program, TableJob job, HostView host) {
    if (word.absolute()) return Optional.of(word.text());
    var folder = program.directory();
    if (folder.isEmpty()) {
      folder = home(job, host).orElse("");
    }
    if (!folder.startsWith("/")) return Optional.empty();
    var relative = word.text().startsWith("./") ? word.text().substring(2) : word.text();
    if (relative.contains("..")) return Optional.empty();
    return Optional.of(folder.replaceFirst("/+$", "") + "/" + relative);
  }

  private static Optional<String> home(TableJob job, HostView host) {
    return Optional.ofNullable(job.environment().get("HOME"))
        .or(() -> host.facts().user(job.who().user()).map(Account::home));
  }
}
