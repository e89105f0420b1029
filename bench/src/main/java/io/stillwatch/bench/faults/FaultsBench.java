// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.FormatOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Plays every fault while numbered lines are collected, and counts what is stored.
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description =
        "Plays faults of the process, the disk, Elasticsearch and the sources, and counts lines;"
            + " exit 1 if one is missing, double or damaged.")
public final class FaultsBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--rounds", description = "How often each fault is played (default: as listed).")
  private int rounds;

  @Option(names = "--only", split = ",", description = "Only these faults, for instance B1,C3.")
  private List<String> only = List.of();

  @Option(names = "--seed", description = "Another series of moments (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (!format.json()) header(out);
    List<FaultRow> rows;
    try (var world = new World()) {
      rows = run(world, format.json() ? _ -> {} : row -> print(row, out));
    }
    if (format.json()) out.println(json(rows));
    else summary(rows, out);
    return rows.stream().allMatch(FaultRow::right) ? 0 : 1;
  }

  private List<FaultRow> run(World world, Consumer<FaultRow> done)
      throws IOException, InterruptedException {
    var rows = new ArrayList<FaultRow>();
    var loop = new FaultLoop(world, seed);
    loop.warm();
    for (var scenario : Scenario.all()) {
      if (!only.isEmpty() && only.stream().noneMatch(scenario::isOf)) continue;
      var row = loop.play(scenario, rounds > 0 ? rounds : scenario.usualRounds());
      rows.add(row);
      done.accept(row);
    }
    return rows;
  }

  private static final String ROW = "%-5s %-46s %6s %8s %8s %8s %8s %6s %6s %6s  %s%n";

  private static void header(PrintWriter out) {
    out.printf(
        ROW, "fault", "", "rounds", "issued", "acked", "stored", "missing", "double", "bad", "s",
        "");
    out.flush();
  }

  private static void print(FaultRow row, PrintWriter out) {
    var tally = row.tally();
    out.printf(
        ROW,
        row.fault(),
        row.what(),
        row.rounds(),
        tally.issued(),
        tally.acknowledged(),
        tally.stored(),
        tally.missing(),
        tally.duplicates(),
        tally.corrupted(),
        Math.round(row.seconds()),
        row.problem().isEmpty() ? row.note() : "FAILED: " + row.problem());
    out.flush();
  }

  private static void summary(List<FaultRow> rows, PrintWriter out) {
    var sum = FaultLoop.sum(rows);
    out.printf(
        "%d of %d faults right: issued %d, stored %d, missing %d, duplicates %d, corrupted %d%n",
        rows.stream().filter(FaultRow::right).count(),
        rows.size(),
        sum.issued(),
        sum.stored(),
        sum.missing(),
        sum.duplicates(),
        sum.corrupted());
  }

  private static ObjectNode json(List<FaultRow> rows) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "faults");
    var list = json.putArray("rows");
    for (var row : rows) {
      var one = list.addObject().put("fault", row.fault()).put("what", row.what());
      one.put("rounds", row.rounds());
      tally(one, row.tally());
      one.put("seconds", row.seconds()).put("right", row.right());
      one.put("note", row.note()).put("problem", row.problem());
    }
    var summary = json.putObject("summary").put("faults", rows.size());
    summary.put("right", rows.stream().filter(FaultRow::right).count());
    tally(summary, FaultLoop.sum(rows));
    return json;
  }

  private static void tally(ObjectNode json, Tally tally) {
    json.put("issued", tally.issued())
        .put("acknowledged", tally.acknowledged())
        .put("stored", tally.stored())
        .put("missing", tally.missing())
        .put("duplicates", tally.duplicates())
        .put("corrupted", tally.corrupted());
  }
}
