// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.bench.audit.CronCorpus;
import io.stillwatch.bench.audit.RandomEdits;
import io.stillwatch.bench.audit.WholeAudits;
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

/// Damages real files at random and audits them: no audit may fail or take long, whether called
/// directly or as a command.
@Command(
    name = "edits",
    mixinStandardHelpOptions = true,
    description = "Makes random single edits of the files of DIR (laid out as cron-corpus).")
final class EditsBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder laid out as cron-corpus.")
  private Path folder = Path.of(".");

  @Option(names = "--count", description = "How many edits (default: ${DEFAULT-VALUE}).")
  private int count = 10_000;

  @Option(names = "--seed", description = "Another series of edits (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var corpus = CronCorpus.read(folder);
    var result = RandomEdits.audited(corpus, count, seed);
    var whole = WholeAudits.measured(corpus, seed);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (format.json()) {
      var json = JsonNodeFactory.instance.objectNode().put("bench", "edits");
      json.putArray("rows");
      json.putObject("summary")
          .put("edits", result.edits())
          .put("printed_alike", result.printedAlike())
          .put("slowest_ms", result.slowestMillis())
          .put("slowest", result.slowest())
          .put("files_s", rounded(whole.filesSeconds()))
          .put("jobs_s", rounded(whole.jobsSeconds()))
          .put("refused_jobs_s", rounded(whole.refusedSeconds()));
      out.println(json);
    } else {
      out.printf(
          "%d edits, %d printed alike, slowest %d ms (%s)%n",
          result.edits(), result.printedAlike(), result.slowestMillis(), result.slowest());
      out.printf(
          "as a command: 1,000 files %.2f s, 16,000 jobs %.2f s, 16,000 refused lines %.2f s%n",
          whole.filesSeconds(), whole.jobsSeconds(), whole.refusedSeconds());
    }
    return result.allRight() && whole.quickEnough() ? 0 : 1;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 100) / 100.0;
  }
}
