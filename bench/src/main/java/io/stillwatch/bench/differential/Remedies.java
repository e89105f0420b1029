// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.bench.differential.Comparison.Difference;
import io.stillwatch.bench.differential.Oracle.Answer;
import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Runs what the auditor advises for files with one edit that their program refuses, and asks the
/// program again.
///
/// A text counts as equal if the program has no complaint any more and the jobs are those from
/// before the edit, or if the auditor leaves what came with the edit to a person. Files that are
/// refused without an edit take no part.
final class Remedies {
  private static final int BATCH = 250;
  private static final int ROUNDS = 6;
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private final ConfigAuditor auditor = new ConfigAuditor();
  private final Oracle oracle;
  private final Dialect dialect;
  private final Set<String> users;
  private final Path file;

  Remedies(Oracle oracle, Dialect dialect, Set<String> users, Path file) {
    this.oracle = oracle;
    this.dialect = dialect;
    this.users = users;
    this.file = file;
  }

  String name() {
    return "remedies_" + oracle.name();
  }

  /// An accepted file with what its program says of it and the auditor reads in it.
  private record Seed(String text, Answer answer, List<String> jobs, List<String> problems) {}

  /// A text that the program refuses, and what it was edited from.
  private record Case(Seed seed, String text) {}

  Comparison of(int cases, long seed) throws IOException, InterruptedException {
    var edits = new Edits(seed);
    var seeds = accepted();
    var differences = new ArrayList<Difference>();
    int tried = 0;
    while (tried < cases) {
      var refused = refused(edits, seeds);
      if (refused.isEmpty()) break;
      var repaired = new ArrayList<Repaired>();
      for (var one : refused) repaired.add(repair(one));
      var answers = oracle.ask(repaired.stream().map(Repaired::text).toList());
      for (int i = 0; i < refused.size() && tried < cases; i++) {
        if (!answers.get(i).unusable().isEmpty()) continue;
        tried++;
        var result = repaired.get(i);
        var left =
            result.byHand() ? List.<String>of() : wrong(refused.get(i), result, answers.get(i));
        if (left.isEmpty()) continue;
        differences.add(
            new Difference(
                refused.get(i).text() + "\n=> " + result.text(), left, result.remedies()));
      }
    }
    return new Comparison(name(), tried, tried - differences.size(), differences);
  }

  private List<Seed> accepted() throws IOException, InterruptedException {
    var answers = oracle.ask(oracle.seeds());
    var seeds = new ArrayList<Seed>();
    for (int i = 0; i < answers.size(); i++) {
      var answer = answers.get(i);
      if (!answer.unusable().isEmpty() || !complaints(answer).isEmpty()) continue;
      var text = oracle.seeds().get(i);
      var report = audit(text);
      var problems = report.findings().stream().map(Remedies::problem).toList();
      seeds.add(new Seed(text, answer, jobs(report), problems));
    }
    return seeds;
  }

  private List<Case> refused(Edits edits, List<Seed> seeds)
      throws IOException, InterruptedException {
    var texts = new ArrayList<Case>();
    for (int i = 0; i < BATCH; i++) {
      var seed = edits.any(seeds);
      texts.add(new Case(seed, edits.editedOnce(seed.text())));
    }
    var answers = oracle.ask(texts.stream().map(Case::text).toList());
    var refused = new ArrayList<Case>();
    for (int i = 0; i < texts.size(); i++) {
      boolean usable = answers.get(i).unusable().isEmpty();
      if (usable && !complaints(answers.get(i)).isEmpty()) refused.add(texts.get(i));
    }
    return refused;
  }

  private List<String> complaints(Answer answer) {
    return oracle.complaints(answer);
  }

  /// What the program still refuses; else what it says, or which jobs there are, unlike before the
  /// edit.
  private List<String> wrong(Case one, Repaired result, Answer answer) {
    var left = complaints(answer);
    if (!left.isEmpty()) return left;
    if (!answer.equals(one.seed().answer()))
      return unlike(one.seed().answer().statements(), answer.statements());
    return unlike(one.seed().jobs(), jobs(audit(result.text())));
  }

  private static List<String> unlike(List<String> meant, List<String> got) {
    return Stream.concat(
            without(meant, got).stream().map(m -> "lost: " + m),
            without(got, meant).stream().map(g -> "new: " + g))
        .toList();
  }

  /// What is left of a list without as many of each as the other has.
  private static List<String> without(List<String> list, List<String> other) {
    var left = new ArrayList<>(list);
    other.forEach(left::remove);
    return left;
  }

  /// What was meant: who does what when.
  private static List<String> jobs(Audit report) {
    return report.jobs().stream()
        .map(j ->
            String.join(" | ", j.definition().user(), j.schedule().inWords(), j.subject().strip()))
        .toList();
  }

  private static String problem(Finding finding) {
    return finding.rule() + " " + finding.explanation().title();
  }

  /// Problems that are left to a person.
  private static List<String> byHand(Audit report) {
    return report.findings().stream()
        .filter(f -> f.explanation().remedy().contains(Remedy.BY_HAND))
        .map(Remedies::problem)
        .toList();
  }

  /// The text after the remedies, which they were, and whether anything that was not so before the
  /// edit is left to a person.
  private record Repaired(String text, List<String> remedies, boolean byHand) {}

  /// One remedy after another, as a person would: the next one is for the text as it is then.
  private Repaired repair(Case one) throws IOException, InterruptedException {
    var text = one.text();
    var run = new ArrayList<String>();
    var done = new HashSet<String>();
    for (int round = 0; round < ROUNDS; round++) {
      var next =
          audit(text).findings().stream()
              .filter(f -> !one.seed().problems().contains(problem(f)))
              .map(f -> f.explanation().remedy())
              .filter(r -> r.startsWith("sed -i ") && !done.contains(r))
              .findFirst();
      if (next.isEmpty()) break;
      done.add(next.get());
      run.add(next.get());
      text = after(text, next.get());
    }
    boolean byHand = !without(byHand(audit(text)), one.seed().problems()).isEmpty();
    return new Repaired(text, run, byHand);
  }

  private String after(String text, String remedy) throws IOException, InterruptedException {
    Files.writeString(file, text);
    var result = Processes.run(List.of("sh", "-c", remedy));
    if (result.exit() != 0) throw new IOException(remedy + " failed: " + result.output());
    return Files.readString(file);
  }

  private Audit audit(String text) {
    var accounts =
        users.stream()
            .map(u -> new Account(u, u.equals("root") ? 0 : 1000, List.of(0), "/", "/bin/sh", true))
            .toList();
    var config =
        new HostConfig(
            "remedies",
            new SourceId("bench"),
            Host.server("bench"),
            AT,
            new Platform(dialect, ZoneOffset.UTC, "", Map.of("groups", String.join(" ", users))),
            List.of(ConfigFile.of(oracle.path(), text)),
            new HostConfig.Accounts(accounts, true),
            HostConfig.Disk.UNKNOWN);
    var request = new AuditRequest(config, Optional.empty(), List.of(), List.of(), AT);
    return auditor.audit(request, _ -> file.toString());
  }
}
