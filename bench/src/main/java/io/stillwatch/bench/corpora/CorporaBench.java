// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.corpora;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.FormatOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Holds the parsers against logs whose contents others have counted.
@Command(
    name = "corpora",
    mixinStandardHelpOptions = true,
    description = "Counts what the parsers find in the logs below DIR; exit 1 if a count differs.")
public final class CorporaBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder of corpora.")
  private Path folder = Path.of(".");

  @Option(names = "--all", description = "Print the counts that are right too.")
  private boolean all;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException {
    var rows = Counts.of(folder);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (format.json()) out.println(json(rows));
    else print(rows, out);
    return rows.stream().allMatch(CountRow::right) ? 0 : 1;
  }

  private void print(List<CountRow> rows, PrintWriter out) {
    for (var row : rows)
      if (all || !row.right() || !row.check().endsWith(": bytes"))
        out.printf(
            "%-5s %10d %10d  %s%n",
            row.right() ? "" : "WRONG", row.expected(), row.found(), row.check());
    out.printf("%d of %d right%n", right(rows), rows.size());
  }

  private static long right(List<CountRow> rows) {
    return rows.stream().filter(CountRow::right).count();
  }

  private static ObjectNode json(List<CountRow> rows) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "corpora");
    var list = json.putArray("rows");
    for (var row : rows)
      list.addObject()
          .put("check", row.check())
          .put("expected", row.expected())
          .put("found", row.found())
          .put("right", row.right());
    json.putObject("summary").put("checks", rows.size()).put("right", right(rows));
    return json;
  }
}
