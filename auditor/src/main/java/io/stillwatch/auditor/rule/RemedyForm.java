// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.core.text.Printable;
import java.util.List;
import java.util.Optional;

/// The kinds of remedies.
sealed interface RemedyForm {
  String text();

  RemedyForm moved(String logical, String shown);

  /// The file that it is about, if it is about one.
  default Optional<String> path() {
    return Optional.empty();
  }

  /// Commands, each after the success of the one before; with a decision they only show something.
  record Commands(List<List<String>> lines, String decision) implements RemedyForm {
    public Commands {
      lines = lines.stream().map(List::copyOf).toList();
    }

    @Override
    public String text() {
      var typed = CommandLine.of(lines);
      if (typed.isEmpty()) return new Note(CommandLine.shown(lines)).text();
      return decision.isEmpty() ? typed.get() : typed.get() + "  " + new Note(decision).text();
    }

    @Override
    public Commands moved(String logical, String shown) {
      return new Commands(
          lines.stream()
              .map(l -> l.stream().map(w -> RemedyForm.moved(w, logical, shown)).toList())
              .toList(),
          decision);
    }
  }

  /// A text to replace, before the line is known that holds it.
  record Replacement(Edit edit) implements RemedyForm {
    @Override
    public String text() {
      return new Editor(edit.path(), edit.line(), edit.owner(), "write " + edit.to()).text();
    }

    @Override
    public Replacement moved(String logical, String shown) {
      return this;
    }
  }

  /// A sed script over a file, or over the table of a user.
  record Script(String script, String file, String owner) implements RemedyForm {
    @Override
    public String text() {
      if (!owner.isEmpty()) {
        return CommandLine.pipe(
                List.of(
                    List.of("crontab", "-u", owner, "-l"),
                    List.of("sed", script),
                    List.of("crontab", "-u", owner, "-")))
            .orElseGet(() -> new Note("correct the table of " + owner).text());
      }
      var lines = CommandLine.withReload(List.of(List.of("sed", "-i", script, file)), file);
      return CommandLine.of(lines).orElseGet(() -> new Note("correct " + file).text());
    }

    @Override
    public Optional<String> path() {
      return Optional.of(file);
    }

    @Override
    public Script moved(String logical, String shown) {
      return new Script(script, RemedyForm.moved(file, logical, shown), "");
    }
  }

  /// An editor at a line.
  record Editor(String file, int line, String owner, String what) implements RemedyForm {
    @Override
    public String text() {
      var note = new Note(what).text();
      var open =
          owner.isEmpty()
              ? List.of(CommandLine.EDITOR, "+" + line, file)
              : List.of("crontab", "-u", owner, "-e");
      Optional<String> typed = CommandLine.of(CommandLine.withReload(List.of(open), file));
      return typed.map(t -> t + "  " + note).orElseGet(() -> new Note("correct " + file).text());
    }

    @Override
    public Optional<String> path() {
      return Optional.of(file);
    }

    @Override
    public Editor moved(String logical, String shown) {
      return new Editor(RemedyForm.moved(file, logical, shown), line, "", what);
    }
  }

  /// What a person has to do, in words. They may be of an audited file, and not every shell takes
  /// what is behind a `#` for a comment.
  record Note(String what) implements RemedyForm {
    @Override
    public String text() {
      return what.isEmpty()
          ? Remedy.BY_HAND
          : Remedy.BY_HAND + ": " + CommandLine.words(Printable.line(what));
    }

    @Override
    public Note moved(String logical, String shown) {
      return this;
    }
  }

  /// No command of a shell.
  record Written(String text) implements RemedyForm {
    @Override
    public Written moved(String logical, String shown) {
      return this;
    }
  }

  private static String moved(String word, String logical, String shown) {
    if (word.equals(logical)) return shown;
    var folder = logical.substring(0, logical.lastIndexOf('/') + 1);
    boolean beside =
        !folder.isEmpty()
            && word.startsWith(folder)
            && word.length() > folder.length()
            && word.indexOf('/', folder.length()) < 0;
    if (!beside) return word;
    return shown.substring(0, shown.lastIndexOf('/') + 1) + word.substring(folder.length());
  }
}
