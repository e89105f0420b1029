// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.FormatOption;
import io.stillwatch.bench.nab.OrionRuns.Run;
import io.stillwatch.bench.nab.StandardRuns.Standard;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The autoencoder of series on the Numenta Anomaly Benchmark, by two scores.
@Command(
    name = "nab",
    mixinStandardHelpOptions = true,
    description =
        "Reads data/ and labels/ of DIR (laid out as NAB): Orion's F1 on realAWSCloudwatch beside the"
            + " constant mean, and the standard profile on all series beside Random Cut Forest.")
public final class NabBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder laid out as NAB.")
  private Path folder = Path.of(".");

  @Option(names = "--seeds", description = "Trainings for Orion's F1 (default: ${DEFAULT-VALUE}).")
  private int seeds = 5;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    if (seeds < 1) throw new ParameterException(commandLine, "--seeds is at least 1.");
    var series = NabFolder.read(folder);
    var orion = new OrionRuns(seeds).of(series);
    var standard = StandardRuns.of(series);
    if (format.json()) commandLine.getOut().println(json(orion, standard));
    else print(commandLine.getOut(), orion, standard);
    return 0;
  }

  private static void print(PrintWriter to, List<Run> orion, List<Standard> standard) {
    to.println("Orion F1, realAWSCloudwatch (look-ahead: " + OrionRuns.LOOK_AHEAD + ")");
    for (var run : orion) {
      to.printf(
          "  %-28s fp %2d  fn %2d  tp %2d  F1 %.4f%n",
          run.name(),
          run.total().falsePositives(),
          run.total().falseNegatives(),
          run.total().truePositives(),
          run.total().f1());
    }
    var spread = OrionRuns.spread(orion);
    to.printf(
        "  %-28s %.4f (%.4f to %.4f)%n",
        "autoencoder, mean of seeds", spread.getAverage(), spread.getMin(), spread.getMax());
    to.println("NAB standard profile (look-ahead: " + StandardRuns.LOOK_AHEAD + ")");
    for (var one : standard) {
      to.printf("  %-28s %6.2f  %s%n", one.detector(), one.all(), one.bySubset());
    }
  }

  private static ObjectNode json(List<Run> orion, List<Standard> standard) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "nab");
    var rows = json.putArray("rows");
    for (var run : orion) {
      run.scores()
          .forEach((series, score) ->
              rows.addObject()
                  .put("score", "orion")
                  .put("detector", run.name())
                  .put("series", series)
                  .put("false_positives", score.falsePositives())
                  .put("false_negatives", score.falseNegatives())
                  .put("true_positives", score.truePositives()));
    }
    for (var one : standard) {
      one.bySubset()
          .forEach((subset, value) ->
              rows.addObject()
                  .put("score", "nab_standard")
                  .put("detector", one.detector())
                  .put("subset", subset)
                  .put("value", value));
    }
    var spread = OrionRuns.spread(orion);
    var summary =
        json.putObject("summary")
            .put("orion_f1_mean", spread.getAverage())
            .put("orion_f1_min", spread.getMin())
            .put("orion_f1_max", spread.getMax())
            .put("orion_f1_constant_mean", orion.getLast().total().f1())
            .put("orion_look_ahead", OrionRuns.LOOK_AHEAD);
    for (var one : standard) summary.put(one.key(), one.all());
    summary.put("nab_standard_look_ahead", StandardRuns.LOOK_AHEAD);
    return json;
  }
}
