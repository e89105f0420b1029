// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import io.stillwatch.bench.alerts.AlertsBench;
import io.stillwatch.bench.attack.AttackBench;
import io.stillwatch.bench.corpora.CorporaBench;
import io.stillwatch.bench.detection.DetectionBench;
import io.stillwatch.bench.faults.FaultsBench;
import io.stillwatch.bench.host.HostBench;
import io.stillwatch.bench.ingest.IngestBench;
import io.stillwatch.bench.nab.NabBench;
import io.stillwatch.bench.parse.ParseBench;
import io.stillwatch.bench.replay.ReplayBench;
import io.stillwatch.bench.search.SearchBench;
import io.stillwatch.bench.speed.SpeedBench;
import io.stillwatch.bench.takeover.TakeoverBench;
import io.stillwatch.bench.watch.WatchBench;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch bench NAME [DIR]`: evaluations that print a table, or one JSON object.
@Command(
    name = "stillwatch bench",
    mixinStandardHelpOptions = true,
    description = "Measures the product on labelled inputs; bench/README.md documents the keys.",
    subcommands = {
      ReplayBench.class,
      AuditBench.class,
      LogrotateBench.class,
      EditsBench.class,
      DifferentialBench.class,
      ParseBench.class,
      CorporaBench.class,
      DetectionBench.class,
      NabBench.class,
      FaultsBench.class,
      IngestBench.class,
      WatchBench.class,
      SpeedBench.class,
      SearchBench.class,
      TakeoverBench.class,
      AlertsBench.class,
      AttackBench.class,
      HostBench.class
    })
public final class BenchCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Which bench? For instance: replay DIR");
  }

  public static void main(String[] args) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(new CommandLine(new BenchCommand()).setOut(out).execute(args));
  }
}
