// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.auditor.host.Table;
import io.stillwatch.core.secret.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What to do about a problem: commands as lists of arguments, or an edit that a person has to
/// make.
///
/// Commands are made nowhere else, and [CommandLine] alone quotes them. A remedy that no program
/// can carry out, or that still needs a decision, has the mark [#BY_HAND] in its text.
public final class Remedy {
  /// What the text of a remedy holds if a person has to finish it.
  public static final String BY_HAND = "# edit by hand";

  static final Remedy NONE = new Remedy(new RemedyForm.Written(""));

  private static final Pattern SED_SPECIAL = Pattern.compile("[\\\\.*\\[\\]^$#]");
  private static final Pattern SED_REPLACEMENT = Pattern.compile("[\\\\&#]");
  private static final Pattern SQL_NAME = Pattern.compile("[A-Za-z_][\\w$]*");
  private static final Pattern SQL_TEXT = Pattern.compile("[\\w$.@%-]+");

  private final RemedyForm form;

  private Remedy(RemedyForm form) {
    this.form = form;
  }

  /// One command that repairs it.
  public static Remedy run(String... command) {
    return new Remedy(new RemedyForm.Commands(List.of(List.of(command)), ""));
  }

  /// Another command after this one succeeded.
  public Remedy then(String... command) {
    if (!(form instanceof RemedyForm.Commands first)) {
      throw new IllegalStateException("Only commands have successors.");
    }
    var lines = Stream.concat(first.lines().stream(), Stream.of(List.of(command))).toList();
    return new Remedy(new RemedyForm.Commands(lines, first.decision()));
  }

  /// A command that shows what the decision depends on.
  public static Remedy look(String decision, String... command) {
    return new Remedy(new RemedyForm.Commands(List.of(List.of(command)), decision));
  }

  /// What a person has to do.
  public static Remedy byHand(String what) {
    return new Remedy(new RemedyForm.Note(what));
  }

  /// A statement for the database, in which `?` stands for a name and `'?'` for a text; a name that
  /// would need quotes, or a text that would need more of them, is left to a person.
  public static Remedy sql(String statement, String... names) {
    int at = -1;
    for (var name : names) {
      at = statement.indexOf('?', at + 1);
      boolean quoted = statement.startsWith("'?'", at - 1);
      boolean plain = (quoted ? SQL_TEXT : SQL_NAME).matcher(name).matches();
      if (!plain) return byHand(filled(statement, names));
    }
    return new Remedy(new RemedyForm.Written(filled(statement, names)));
  }

  private static String filled(String statement, String... names) {
    var text = statement;
    for (var name : names) {
      int at = text.indexOf('?');
      text = text.substring(0, at) + name + text.substring(at + 1);
    }
    return text;
  }

  /// As the author of a rule wrote it.
  public static Remedy written(String text) {
    return new Remedy(new RemedyForm.Written(text));
  }

  /// Replaces a text on one line of a table, from the column of the problem on if it is there.
  public static Remedy replace(Table table, int line, String from, String to) {
    return new Remedy(
        new RemedyForm.Replacement(new Edit(table.path(), line, from, to, table.place().owner())));
  }

  /// As [#replace(Table, int, String, String)], for any file.
  public static Remedy replace(String path, int line, String from, String to) {
    return new Remedy(new RemedyForm.Replacement(new Edit(path, line, from, to, "")));
  }

  /// Opens an editor where a person has to decide.
  public static Remedy editor(String path, int line) {
    return editor(path, line, "");
  }

  /// As [#editor(String, int)], with what has to be written there.
  public static Remedy editor(String path, int line, String what) {
    return open(path, line, "", what);
  }

  /// As [#editor(String, int)]; a user's table is opened by crontab(1).
  public static Remedy editor(Table table, int line) {
    return editor(table, line, "");
  }

  /// As [#editor(Table, int)], with what has to be written there.
  public static Remedy editor(Table table, int line, String what) {
    return open(table.path(), line, table.place().owner(), what);
  }

  static Remedy open(String path, int line, String owner, String what) {
    return new Remedy(new RemedyForm.Editor(path, Math.max(1, line), owner, what));
  }

  /// Runs a sed script over a table. A spool table goes through crontab(1), which tells the daemon.
  public static Remedy edit(Table table, String script) {
    return sed(script, table.path(), table.place().owner());
  }

  /// Runs a sed script over any file.
  public static Remedy edit(String path, String script) {
    return sed(script, path, "");
  }

  static Remedy sed(String script, String path, String owner) {
    return new Remedy(new RemedyForm.Script(script, path, owner));
  }

  public static Remedy chmod(String mode, String path) {
    return run("chmod", mode, path);
  }

  public static Remedy chown(String owner, String path) {
    return run("chown", owner, path);
  }

  public static Remedy move(String from, String to) {
    return run("mv", from, to);
  }

  /// Ready to paste, on one line. What holds a secret is not printed, and so left to a person.
  public String text() {
    var text = form.text();
    if (Secrets.redacted(text).equals(text)) return text;
    return new RemedyForm.Note("correct the line; what is to be written holds a secret").text();
  }

  /// For a problem at a place, in files with these lines.
  Remedy at(Spot spot, BiFunction<String, Integer, String> lineText) {
    if (!(form instanceof RemedyForm.Replacement(var edit))) return this;
    boolean here = edit.path().equals(spot.path()) && edit.line() == spot.line();
    var line = lineText.apply(edit.path(), edit.line());
    return edit.command(line, here ? spot.column() : 0);
  }

  /// The line after a text was replaced on it; empty for any other remedy.
  public Optional<String> applied(Spot spot) {
    if (!(form instanceof RemedyForm.Replacement(var edit))) return Optional.empty();
    boolean here = edit.path().equals(spot.path()) && edit.line() == spot.line();
    return here ? edit.applied(spot.text(), spot.column()) : Optional.empty();
  }

  /// The same for a file that is not where its daemon reads it: what names the file, or another one
  /// of its folder, names it as it was given, and the file is edited in place.
  Remedy shownAs(String path, UnaryOperator<String> shown) {
    var logical = form.path().orElse(path);
    var given = shown.apply(logical);
    return given.equals(logical) ? this : new Remedy(form.moved(logical, given));
  }

  static String substitute(String from, String to) {
    return "s#"
        + SED_SPECIAL.matcher(from).replaceAll("\\\\$0")
        + "#"
        + SED_REPLACEMENT.matcher(to).replaceAll("\\\\$0")
        + "#";
  }
}
