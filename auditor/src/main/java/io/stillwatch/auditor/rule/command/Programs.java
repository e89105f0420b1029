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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files that a job starts by path: programs, and scripts handed to an interpreter.
final class Programs {
  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh", "bash", "dash", "ksh", "zsh", "python", "python2", "python3", "perl", "php", "ruby",
          "node", ".", "source");

  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)\\}|(\\w+))");
  private static final Pattern PLAIN = Pattern.compile("[^$`*?\\[{~\\s]+");

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
    if (word.isPath() && !INTERPRETERS.contains(program.name())) return Optional.of(word);
    if (!INTERPRETERS.contains(program.name())) return Optional.empty();
    // an option such as -c or -m changes what the operand means
    var first = program.arguments().stream().findFirst();
    boolean elsewhere = !program.directory().isEmpty();
    return first.filter(
        w -> (w.isPath() || (elsewhere && w.text().contains("."))) && !w.isOption());
  }

  private static Optional<String> path(
      ShellWord word, SimpleCommand program, TableJob job, HostView host) {
    var written = expanded(word.text(), word.literal(), job, host);
    if (written.isEmpty() || written.get().startsWith("/")) return written;
    var directory = program.directory();
    var start = start(job, host);
    var folder = directory.isEmpty() ? start : expanded(directory, false, job, host);
    if (folder.isPresent() && !folder.get().startsWith("/")) {
      folder = start.map(from -> below(from, directory));
    }
    var relative = written.get().startsWith("./") ? written.get().substring(2) : written.get();
    if (relative.contains("..")) return Optional.empty();
    return folder.filter(f -> f.startsWith("/") && !f.contains("..")).map(f -> below(f, relative));
  }

  static String below(String folder, String relative) {
    return folder.replaceFirst("/+$", "") + "/" + relative;
  }

  /// A path with `~` and the variables that cron and the table set; empty if more is in it.
  private static Optional<String> expanded(
      String text, boolean literal, TableJob job, HostView host) {
    if (literal) return Optional.of(text);
    var path = text;
    if (path.equals("~") || path.startsWith("~/")) path = "$HOME" + path.substring(1);
    var built = new StringBuilder();
    var variable = VARIABLE.matcher(path);
    while (variable.find()) {
      var name = variable.group(1) != null ? variable.group(1) : variable.group(2);
      var value = name.equals("HOME") ? home(job, host) : set(name, job);
      if (value.isEmpty()) return Optional.empty();
      variable.appendReplacement(built, Matcher.quoteReplacement(value.get()));
    }
    variable.appendTail(built);
    return Optional.of(built.toString()).filter(p -> PLAIN.matcher(p).matches());
  }

  private static Optional<String> set(String name, TableJob job) {
    return Optional.ofNullable(job.environment().get(name));
  }

  private static Optional<String> home(TableJob job, HostView host) {
    return set("HOME", job).or(() -> accountHome(job, host));
  }

  private static Optional<String> accountHome(TableJob job, HostView host) {
    return host.facts().user(job.who().user()).map(Account::home);
  }

  /// Where relative paths of a job begin, if the user of the job is known.
  static Optional<String> start(TableJob job, HostView host) {
    return job.startsIn(accountHome(job, host));
  }
}
