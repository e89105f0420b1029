// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.Facts;
import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.spelling.KnownCommands;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The first line of a script, and why the kernel or env cannot start what it names.
final class Shebang {
  private static final Pattern LINE =
      Pattern.compile("(?:#!\\s*)?(/\\S+?)(?:\\s+(.*))?", Pattern.DOTALL); // of a carriage return
  private static final Pattern SPLIT = Pattern.compile("(?:-S|--split-string[ =])\\s*(.*)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.+-]*");
  private static final Set<String> INTERPRETERS =
      Set.of(
          "/bin/sh",
          "/bin/bash",
          "/bin/dash",
          "/usr/bin/env",
          "/usr/bin/python3",
          "/usr/bin/perl",
          "/usr/bin/bash",
          "/usr/bin/python",
          "/usr/bin/php",
          "/usr/bin/ruby",
          "/usr/bin/sh");

  private final Facts facts;
  private final List<String> path;

  /// `path` is where env looks for programs; empty if it is not known.
  Shebang(Facts facts, List<String> path) {
    this.facts = facts;
    this.path = List.copyOf(path);
  }

  /// What is wrong with a first line, and the interpreter that was probably meant.
  record Fault(String why, Optional<String> meant, boolean carriageReturn) {
    /// The problem of a script with its remedy.
    Problem in(String script, Problem problem) {
      var repaired =
          problem.remedy(
              carriageReturn
                  ? Remedy.edit(script, "s/\\r$//")
                  : Remedy.editor(script, 1, "name an interpreter that exists"));
      return meant.map(repaired::suggest).orElse(repaired);
    }
  }

  Optional<Fault> fault(String line) {
    var shebang = LINE.matcher(line);
    if (!shebang.matches()) return Optional.empty();
    if (line.contains("\r") || line.contains("^M")) {
      return Optional.of(new Fault("ends in a carriage return", Optional.empty(), true));
    }
    var interpreter = shebang.group(1);
    var missing = missing(interpreter);
    if (missing.isPresent() || !interpreter.endsWith("/env") || shebang.group(2) == null) {
      return missing;
    }
    return byEnv(shebang.group(2).strip());
  }

  private Optional<Fault> missing(String interpreter) {
    var presence = facts.file(interpreter);
    var near = Spelling.nearest(interpreter, INTERPRETERS).map(Spelling.Suggestion::word);
    boolean wrong =
        presence == Presence.ABSENT
            || (presence == Presence.UNKNOWN
                && near.isPresent()
                && !INTERPRETERS.contains(interpreter));
    if (!wrong) return Optional.empty();
    return Optional.of(fault("names " + interpreter + ", which does not exist", near));
  }

  private static Fault fault(String why, Optional<String> meant) {
    return new Fault(why, meant, false);
  }

  /// The kernel gives env all that follows as one word, and only -S takes it apart.
  private Optional<Fault> byEnv(String rest) {
    var split = SPLIT.matcher(rest);
    var words = (split.matches() ? split.group(1) : rest).split("\\s+", -1);
    if (!NAME.matcher(words[0]).matches()) return Optional.empty();
    if (words.length > 1 && !split.matches()) {
      return Optional.of(
          fault("makes env look for a program called '" + rest + "'", Optional.of("-S " + rest)));
    }
    return notOnPath(words[0]);
  }

  private Optional<Fault> notOnPath(String name) {
    if (path.isEmpty() || facts.program(name, path) != Presence.ABSENT) return Optional.empty();
    var why = "names " + name + ", which is not on the PATH " + String.join(":", path);
    var names = facts.programNames(path);
    var version = Pattern.compile(Pattern.quote(name) + "[\\d.]+");
    var meant =
        names.stream()
            .filter(n -> version.matcher(n).matches())
            .min(
                Comparator.comparing((String n) -> !KnownCommands.contains(n))
                    .thenComparing(n -> n))
            .or(() -> Spelling.nearest(name, names).map(Spelling.Suggestion::word));
    return Optional.of(fault(why, meant));
  }
}
