// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.audit.AuditScore;
import io.stillwatch.bench.audit.CronCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Holds the auditor against labelled configuration files and single edits of them.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Reads manifest.json, mutations.json and natural-findings.json of DIR.")
final class AuditBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder laid out as cron-corpus.")
  private Path folder = Path.of(".");

  @Mixin private FormatOption format = new FormatOption();

  @Option(names = "--all", description = "Print the mutations that came out right too.")
  private boolean all;

  @Override
  public Integer call() throws IOException {
    var score = AuditScore.of(CronCorpus.read(folder));
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (format.json()) {
      out.println(score.json());
      return 0;
    }
    score.rows().stream()
        .filter(row -> all || !row.right())
        .forEach(row ->
            out.printf(
                "%-6s %-9s %-5s %-24s %s%n",
                row.id(),
                row.kind(),
                row.right() ? "right" : "WRONG",
                String.join(" ", row.expected()),
                String.join("; ", row.missed())));
    ObjectNode summary = score.summary();
    summary.properties().forEach(e -> out.printf("%-20s %s%n", e.getKey(), e.getValue().asText()));
    return 0;
  }
}
