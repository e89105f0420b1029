// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.auditor.RuleBook;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Printable;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Findings on paper: for people, programs, code scanners and pull requests.
public final class AuditReport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int WIDEST = 1000;

  /// More files than this are not listed one by one.
  private static final int LISTED = 20;

  /// More jobs than this are only counted.
  private static final int MOST_JOBS = 100;

  private final Inputs inputs;
  private final List<Rule> own;
  private final RuleLinks links;
  private final List<Finding> findings;
  private final int suppressed;

  /// Without the rules that are ignored and the findings of a baseline; `own` are the rules of the
  /// team.
  public AuditReport(
      Inputs inputs, Set<String> ignored, Baseline baseline, List<Rule> own, RuleLinks links) {
    this.inputs = inputs;
    this.own = List.copyOf(own);
    this.links = links;
    var wanted =
        inputs.findings().stream()
            .filter(f -> ignored.stream().noneMatch(i -> i.strip().equalsIgnoreCase(f.rule())))
            .toList();
    this.findings =
        wanted.stream()
            .filter(f -> !baseline.has(f))
            .sorted(
                Comparator.comparing((Finding f) -> f.place().path())
                    .thenComparingInt(f -> f.place().line())
                    .thenComparingInt(f -> f.place().column())
                    .thenComparing(Finding::rule))
            .toList();
    this.suppressed = inputs.suppressed() + inputs.findings().size() - findings.size();
  }

  public List<Finding> findings() {
    return findings;
  }

  public enum Format {
    text,
    json,
    sarif,
    github
  }

  /// The worst severity is as bad as this one, or worse.
  public boolean reaches(Severity limit) {
    return findings.stream().anyMatch(f -> f.severity().compareTo(limit) >= 0);
  }

  /// Flushed once, at the end: there may be thousands of lines.
  public void print(Format format, boolean coloured, PrintWriter out) {
    var paper = new PrintWriter(out);
    switch (format) {
      case text -> text(coloured ? Palette.TERMINAL : Palette.PLAIN, paper);
      case json -> paper.println(Printable.json(json().toString()));
      case sarif -> paper.println(Printable.json(sarif().json().toString()));
      case github -> findings.forEach(f -> paper.println(Printable.line(github(f))));
    }
    paper.flush();
  }

  private void text(Palette palette, PrintWriter out) {
    for (var f : findings) {
      out.println(
          Printable.line(where(f))
              + ": "
              + palette.severity(f.severity(), word(f.severity()))
              + " "
              + f.rule()
              + ": "
              + Printable.line(f.explanation().title()));
      var line = inputs.line(f.place());
      if (!line.isBlank() && f.place().column() > 0 && line.length() <= WIDEST) {
        out.println("    " + shown(line));
        caret(line, f.place().column()).ifPresent(caret -> out.println("    " + caret));
      }
      if (!f.explanation().suggestion().isBlank()) {
        out.println(
            "    did you mean: " + palette.good(Printable.line(f.explanation().suggestion())));
      }
      if (!f.explanation().remedy().isBlank()) {
        out.println("    to fix it:    " + Printable.line(f.explanation().remedy()));
      }
    }
    if (!findings.isEmpty()) out.println();
    hint().ifPresent(hint -> out.println(Printable.line(hint)));
    if (inputs.files() <= LISTED) {
      inputs
          .readings()
          .forEach((path, kind) -> out.println(Printable.line(path + ": read as " + kind)));
    }
    out.printf(
        "%s, %s, %s, %s%s%n",
        counted(inputs.files(), "file"),
        counted(count(Severity.ERROR), "error"),
        counted(count(Severity.WARNING), "warning"),
        counted(count(Severity.INFO), "note"),
        suppressed > 0 ? ", " + suppressed + " ignored" : "");
  }

  private static String counted(long number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }

  /// As it may go to a terminal.
  private static String shown(String line) {
    return Printable.line(Secrets.redacted(line).replace('\t', ' '));
  }

  /// Below its character, however what is before it is shown; empty within what was redacted.
  private static Optional<String> caret(String line, int column) {
    var before = shown(line.substring(0, Math.min(column - 1, line.length())));
    return shown(line).startsWith(before)
        ? Optional.of(" ".repeat(before.length()) + "^")
        : Optional.empty();
  }

  private static String where(Finding f) {
    var place = f.place();
    return place.path()
        + (place.line() > 0 ? ":" + place.line() : "")
        + (place.column() > 0 ? ":" + place.column() : "");
  }

  private Sarif sarif() {
    var cards = Stream.concat(RuleBook.allCards().stream(), own.stream().map(Rule::card));
    return new Sarif(findings, cards.toList(), links);
  }

  /// How to read about the first of the rules that found something.
  private Optional<String> hint() {
    return findings.stream()
        .map(Finding::rule)
        .filter(rule -> links.of(rule).isPresent())
        .findFirst()
        .map(rule -> "about a rule: stillwatch audit --explain " + rule + ", or " + links.page());
  }

  static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private long count(Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).count();
  }

  private ObjectNode json() {
    var json = JSON.objectNode();
    var list = json.putArray("findings");
    for (var f : findings) {
      var object =
          list.addObject()
              .put("id", f.id())
              .put("rule", f.rule())
              .put("severity", word(f.severity()))
              .put("confidence", f.confidence().word())
              .put("path", f.place().path())
              .put("line", f.place().line())
              .put("column", f.place().column())
              .put("title", f.explanation().title())
              .put("evidence", f.explanation().evidence())
              .put("remedy", f.explanation().remedy())
              .put("suggestion", f.explanation().suggestion());
      links.of(f.rule()).ifPresent(link -> object.put("help", link));
      f.jobsLost().stream().limit(MOST_JOBS).forEach(object.putArray("jobs_lost")::add);
      object.put("jobs_lost_count", f.jobsLost().size());
    }
    var files = json.putArray("files");
    inputs
        .readings()
        .forEach((path, kind) -> files.addObject().put("path", path).put("kind", kind));
    Stream.concat(inputs.unusable().stream(), inputs.unread().stream())
        .forEach(json.putArray("not_read")::add);
    inputs.notes().forEach(json.putArray("notes")::add);
    json.putObject("summary")
        .put("files", inputs.files())
        .put("errors", count(Severity.ERROR))
        .put("warnings", count(Severity.WARNING))
        .put("notes", count(Severity.INFO))
        .put("ignored", suppressed);
    return json;
  }

  static String message(Finding f) {
    var words = f.explanation();
    return words.suggestion().isBlank()
        ? words.title()
        : words.title() + ". Did you mean: " + words.suggestion();
  }

  /// A workflow command of GitHub Actions.
  private static String github(Finding f) {
    var kind = f.severity() == Severity.INFO ? "notice" : word(f.severity());
    return "::"
        + kind
        + " file="
        + escaped(f.place().path()).replace(",", "%2C").replace(":", "%3A")
        + ",line="
        + Math.max(1, f.place().line())
        + ",col="
        + Math.max(1, f.place().column())
        + ",title="
        + f.rule()
        + "::"
        + escaped(message(f));
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
