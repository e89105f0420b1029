// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.bench.differential.Bars;
import io.stillwatch.bench.differential.Differential;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Edits real files at random, and asks the real programs and the auditor the same question.
@Command(
    name = "differential",
    mixinStandardHelpOptions = true,
    description =
        "Compares the auditor with cron, cronie, anacron, logrotate, systemd and dash on random"
            + " edits of real files. Downloads the programs from Debian into --programs."
            + " Exits with 1 below the bars.")
final class DifferentialBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--cases", description = "Texts per program (default: ${DEFAULT-VALUE}).")
  private int cases = 5000;

  @Option(names = "--seed", description = "Another series of edits (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--only", description = "Programs whose names begin so (default: all).")
  private String only = "";

  @Option(
      names = "--show",
      description = "Print this many differences per program (default: ${DEFAULT-VALUE}).")
  private int show = 0;

  @Option(
      names = "--programs",
      paramLabel = "DIR",
      description = "Where the programs are unpacked (default: a folder of the user's cache).")
  private Path programs =
      Path.of(System.getProperty("user.home"), ".cache", "stillwatch", "debian");

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var rows = new ArrayList<Differential.Row>();
    new Differential(programs)
        .run(
            only,
            cases,
            seed,
            row -> {
              rows.add(row);
              if (!format.json()) print(row, out);
            });
    if (format.json()) out.println(json(rows));
    var missed = Bars.missed(rows);
    missed.forEach(Objects.requireNonNull(spec).commandLine().getErr()::println);
    return missed.isEmpty() ? 0 : 1;
  }

  private void print(Differential.Row row, PrintWriter out) {
    out.printf(
        "%-20s %6d of %6d equal, %.4f%n", row.program(), row.equal(), row.cases(), row.share());
    row.differences().stream().limit(show).forEach(d -> out.println(d.indent(2)));
  }

  private static Object json(List<Differential.Row> rows) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "differential");
    var list = json.putArray("rows");
    var summary = json.putObject("summary");
    for (var row : rows) {
      var object = list.addObject().put("program", row.program());
      object.put("cases", row.cases()).put("equal", row.equal());
      row.differences().forEach(object.putArray("differences")::add);
      summary.put(row.program() + "_equal", row.share());
    }
    Bars.lowest(rows).forEach(summary::put);
    return json;
  }
}
