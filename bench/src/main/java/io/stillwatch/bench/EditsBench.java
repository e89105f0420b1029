// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.bench.audit.CronCorpus;
import io.stillwatch.bench.audit.RandomEdits;
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

/// Damages real files at random and audits them: nothing may fail, nothing may take long.
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
  public Integer call() throws IOException {
    var result = RandomEdits.audited(CronCorpus.read(folder), count, seed);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (format.json()) {
      var json = JsonNodeFactory.instance.objectNode().put("bench", "edits");
      json.putArray("rows");
      json.putObject("summary")
          .put("edits", result.edits())
          .put("printed_alike", result.printedAlike())
          .put("slowest_ms", result.slowestMillis())
          .put("slowest", result.slowest());
      out.println(json);
    } else {
      out.printf(
          "%d edits, %d printed alike, slowest %d ms (%s)%n",
          result.edits(), result.printedAlike(), result.slowestMillis(), result.slowest());
    }
    return result.printedAlike() == result.edits() ? 0 : 1;
  }
}
