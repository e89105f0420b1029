// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.auditor.RuleBook;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Finding.Severity;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Findings on paper: for people, programs, code scanners and pull requests.
public final class AuditReport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final Inputs inputs;
  private final List<Finding> findings;

  public AuditReport(Inputs inputs) {
    this.inputs = inputs;
    this.findings =
        inputs.findings().stream()
            .sorted(
                Comparator.comparing((Finding f) -> f.place().path())
                    .thenComparingInt(f -> f.place().line())
                    .thenComparingInt(f -> f.place().column())
                    .thenComparing(Finding::rule))
            .toList();
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

  public void print(Format format, PrintWriter out) {
    switch (format) {
      case text -> text(out);
      case json -> out.println(json());
      case sarif -> out.println(sarif());
      case github -> findings.forEach(f -> out.println(github(f)));
    }
  }

  private void text(PrintWriter out) {
    for (var f : findings) {
      out.printf(
          "%s: %s %s: %s%n", where(f), word(f.severity()), f.rule(), f.explanation().title());
      var line = inputs.line(f.place());
      if (!line.isBlank() && f.place().column() > 0) {
        out.println("    " + line);
        out.println("    " + caret(line, f.place().column()));
      }
      if (!f.explanation().suggestion().isBlank()) {
        out.println("    did you mean: " + f.explanation().suggestion());
      }
      if (!f.explanation().remedy().isBlank()) {
        out.println("    to mend it:   " + f.explanation().remedy());
      }
    }
    if (!findings.isEmpty()) out.println();
    out.printf(
        "%d files, %d errors, %d warnings, %d notes%n",
        inputs.files(), count(Severity.ERROR), count(Severity.WARNING), count(Severity.INFO));
  }

  /// Tabs are kept, so that the caret stands below its character.
  private static String caret(String line, int column) {
    int end = Math.min(column - 1, line.length());
    return line.substring(0, end).replaceAll("[^\\t]", " ") + "^";
  }

  private static String where(Finding f) {
    var place = f.place();
    return place.path()
        + (place.line() > 0 ? ":" + place.line() : "")
        + (place.column() > 0 ? ":" + place.column() : "");
  }

  private static String word(Severity severity) {
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
      f.jobsLost().forEach(object.putArray("jobs_lost")::add);
    }
    json.putObject("summary")
        .put("files", inputs.files())
        .put("errors", count(Severity.ERROR))
        .put("warnings", count(Severity.WARNING))
        .put("notes", count(Severity.INFO));
    return json;
  }

  /// SARIF 2.1.0 (OASIS), as code scanners read it.
  private ObjectNode sarif() {
    var json = JSON.objectNode().put("version", "2.1.0").put("$schema", SCHEMA);
    var run = json.putArray("runs").addObject();
    var driver = run.putObject("tool").putObject("driver").put("name", "Stillwatch");
    var rules = driver.putArray("rules");
    var used = findings.stream().map(Finding::rule).distinct().toList();
    RuleBook.allCards().stream()
        .filter(c -> used.contains(c.id()))
        .filter(distinct())
        .forEach(c ->
            rules
                .addObject()
                .put("id", c.id())
                .putObject("shortDescription")
                .put("text", c.says()));
    var results = run.putArray("results");
    for (var f : findings) {
      var result = results.addObject().put("ruleId", f.rule()).put("level", level(f.severity()));
      result.putObject("message").put("text", message(f));
      result.putObject("partialFingerprints").put("stillwatch/v1", f.id());
      var location = result.putArray("locations").addObject().putObject("physicalLocation");
      location.putObject("artifactLocation").put("uri", f.place().path());
      location
          .putObject("region")
          .put("startLine", Math.max(1, f.place().line()))
          .put("startColumn", Math.max(1, f.place().column()));
    }
    return json;
  }

  private static java.util.function.Predicate<io.stillwatch.auditor.rule.Card> distinct() {
    var seen = new java.util.HashSet<String>();
    return card -> seen.add(card.id());
  }

  private static String level(Severity severity) {
    return severity == Severity.INFO ? "note" : word(severity);
  }

  private static String message(Finding f) {
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
