// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import io.stillwatch.bench.FormatOption;
import io.stillwatch.bench.takeover.TakeoverOptions.Suspension;
import io.stillwatch.bench.takeover.TakeoverResult.Round;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Kills and suspends one of two processes in turn while lines, runs and stops go on.
@Command(
    name = "takeover",
    mixinStandardHelpOptions = true,
    description =
        "Runs two serve processes on one Elasticsearch and kills or suspends the one that holds a"
            + " role, in turn; exit 1 if a takeover takes 30 s, a line or a stop is lost, a message is"
            + " wrong, or a suspended process saves a state.")
public final class TakeoverBench implements Callable<Integer> {
  private static final String ROW = "%-6s %-8s %-8s %-10s %11s  %s%n";

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--rounds", description = "How many faults (default: ${DEFAULT-VALUE}).")
  private int rounds = 20;

  @Option(names = "--seed", description = "Another series of moments (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--suspend",
      paramLabel = "SECONDS",
      description = "How long every fourth process is suspended (default: ${DEFAULT-VALUE}).")
  private int suspendSeconds = 120;

  @Option(
      names = "--speed",
      description =
          "How many seconds of log lines are shipped a second (default: ${DEFAULT-VALUE}).")
  private int speed = 10;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var err = spec.commandLine().getErr();
    var options =
        new TakeoverOptions(
            rounds, seed, new Suspension(4, Duration.ofSeconds(suspendSeconds)), speed);
    if (!format.json()) out.printf(ROW, "round", "fault", "process", "role", "takeover s", "");
    TakeoverResult result;
    try (var world = new TakeoverWorld()) {
      result =
          new TakeoverRun(
                  world, options, round -> print(round, out), problem -> err.println(problem))
              .run();
    }
    if (format.json()) out.println(result.json());
    else summary(result, out);
    return result.right() ? 0 : 1;
  }

  private void print(Round round, PrintWriter out) {
    if (format.json()) return;
    out.printf(
        ROW,
        round.number(),
        round.fault(),
        round.process(),
        round.role(),
        String.format(java.util.Locale.ROOT, "%.1f", round.seconds()),
        round.problem());
    out.flush();
  }

  private static void summary(TakeoverResult result, PrintWriter out) {
    result
        .json()
        .path("summary")
        .properties()
        .forEach(entry -> out.printf("%-18s %s%n", entry.getKey(), entry.getValue()));
  }
}
