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

/// Runs what the auditor advises for files with one edit that their program refuses, and asks the
/// program again.
///
/// A text counts as equal if the program has no complaint any more, or if the auditor leaves what
/// is left to a person. Files that are refused without an edit take no part.
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

  Comparison of(int cases, long seed) throws IOException, InterruptedException {
    var edits = new Edits(seed);
    var seeds = accepted();
    var differences = new ArrayList<Difference>();
    int tried = 0;
    while (tried < cases) {
      var refused = refused(edits, seeds);
      if (refused.isEmpty()) break;
      var repaired = new ArrayList<Repaired>();
      for (var text : refused) repaired.add(repair(text));
      var answers = oracle.ask(repaired.stream().map(Repaired::text).toList());
      for (int i = 0; i < refused.size() && tried < cases; i++) {
        tried++;
        var left = complaints(answers.get(i));
        var result = repaired.get(i);
        if (left.isEmpty() || result.byHand()) continue;
        differences.add(
            new Difference(refused.get(i) + "\n=> " + result.text(), left, result.remedies()));
      }
    }
    return new Comparison(name(), tried, tried - differences.size(), differences);
  }

  private List<String> accepted() throws IOException, InterruptedException {
    var answers = oracle.ask(oracle.seeds());
    var seeds = new ArrayList<String>();
    for (int i = 0; i < answers.size(); i++) {
      boolean usable = answers.get(i).unusable().isEmpty();
      if (usable && complaints(answers.get(i)).isEmpty()) seeds.add(oracle.seeds().get(i));
    }
    return seeds;
  }

  private List<String> refused(Edits edits, List<String> seeds)
      throws IOException, InterruptedException {
    var texts = new ArrayList<String>();
    for (int i = 0; i < BATCH; i++) texts.add(edits.editedOnce(edits.any(seeds)));
    var answers = oracle.ask(texts);
    var refused = new ArrayList<String>();
    for (int i = 0; i < texts.size(); i++) {
      boolean usable = answers.get(i).unusable().isEmpty();
      if (usable && !complaints(answers.get(i)).isEmpty()) refused.add(texts.get(i));
    }
    return refused;
  }

  private List<String> complaints(Answer answer) {
    return oracle.complaints(answer);
  }

  /// The text after the remedies, which they were, and whether anything is left to a person.
  private record Repaired(String text, List<String> remedies, boolean byHand) {}

  /// One remedy after another, as a person would: the next one is for the text as it is then.
  private Repaired repair(String broken) throws IOException, InterruptedException {
    var text = broken;
    var run = new ArrayList<String>();
    var done = new HashSet<String>();
    for (int round = 0; round < ROUNDS; round++) {
      var next =
          findings(text).stream()
              .map(f -> f.explanation().remedy())
              .filter(r -> r.startsWith("sed -i ") && !done.contains(r))
              .findFirst();
      if (next.isEmpty()) break;
      done.add(next.get());
      run.add(next.get());
      text = after(text, next.get());
    }
    boolean byHand =
        findings(text).stream().anyMatch(f -> f.explanation().remedy().contains(Remedy.BY_HAND));
    return new Repaired(text, run, byHand);
  }

  private String after(String text, String remedy) throws IOException, InterruptedException {
    Files.writeString(file, text);
    var result = Processes.run(List.of("sh", "-c", remedy));
    if (result.exit() != 0) throw new IOException(remedy + " failed: " + result.output());
    return Files.readString(file);
  }

  private List<Finding> findings(String text) {
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
    return auditor.audit(request, _ -> file.toString()).findings();
  }
}
