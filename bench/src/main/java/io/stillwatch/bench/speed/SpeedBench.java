// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.speed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.FormatOption;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.UnreadablePastException;
import io.stillwatch.detector.DetectorSettings;
import io.stillwatch.detector.DetectorSpeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How long scoring and training take, beside DL4J and beside what the arithmetic allows.
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    description = "Measures the autoencoder's scoring beside DL4J's, and a retraining.")
public final class SpeedBench implements Callable<Integer> {
  private static final double LEAST_TIMES_SINGLE = 50;
  private static final double LONGEST_RETRAINING = 180;
  private static final long MOST_HEAP = 1L << 30;
  private static final int SPARE = 4; // of three windows drawn, two or more are of use

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--windows", description = "How many windows (default: ${DEFAULT-VALUE}).")
  private int windows = 10_000;

  @Option(
      names = "--rounds",
      description = "Measurements that count, of which the median (default: ${DEFAULT-VALUE}).")
  private int rounds = 9;

  @Option(names = "--jobs", description = "Jobs that teach (default: ${DEFAULT-VALUE}).")
  private int jobs = 200;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, UnreadablePastException, InterruptedException {
    var past = Lessons.of(new MadeUpPast(1).jobs(jobs), MadeUpPast.UNTIL);
    var drawn = drawing(windows + windows / SPARE);
    var summary = JsonNodeFactory.instance.objectNode();
    boolean right;
    try (var speed = DetectorSpeed.of(past, MadeUpPast.UNTIL, drawn)) {
      if (speed.windows() < windows) throw new IOException("Only " + speed.windows() + " windows.");
      var scoring = new Scoring(speed, windows, rounds);
      right = scored(summary, scoring.run(), speed.multiplyAdds());
      summary.put("checksum", scoring.sink());
    }
    right &= retrained(summary, retraining(past));
    print(summary);
    return right ? 0 : 1;
  }

  private static DetectorSettings drawing(int windows) {
    var usual = DetectorSettings.DEFAULTS;
    return new DetectorSettings(
        usual.steps(),
        usual.stepsPerPeriod(),
        usual.hidden(),
        windows,
        usual.epochs(),
        usual.patience(),
        usual.batch(),
        usual.learningRate());
  }

  private boolean scored(ObjectNode summary, Scoring.Result result, long multiplyAdds) {
    double rate = multiplyAdds * windows / result.ours();
    summary.put("windows", windows).put("rounds", rounds);
    summary.put("batch_ms", 1e3 * result.ours()).put("dl4j_batch_ms", 1e3 * result.theirs());
    summary.put("times_dl4j_batch", result.theirs() / result.ours());
    summary
        .put("single_us", 1e6 * result.oursOne())
        .put("dl4j_single_us", 1e6 * result.theirsOne());
    summary.put("times_dl4j_single", result.theirsOne() / result.oursOne());
    summary.put("multiply_adds_per_window", multiplyAdds);
    summary.put("multiply_adds_per_second", rate);
    summary.put("peak_multiply_adds_per_second", result.peak());
    summary.put("share_of_peak", rate / result.peak());
    return result.ours() < result.theirs()
        && result.theirsOne() >= LEAST_TIMES_SINGLE * result.oursOne();
  }

  private Retraining.Result retraining(Lessons past)
      throws IOException, UnreadablePastException, InterruptedException {
    var models = Files.createTempDirectory("stillwatch-speed-");
    try {
      return Retraining.run(models, past, MadeUpPast.UNTIL, drawing(windows + windows / SPARE));
    } finally {
      deleteAll(models);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      for (var path : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }

  private static boolean retrained(ObjectNode summary, Retraining.Result result) {
    summary.put("retrain_seconds", result.seconds()).put("retrain_windows", result.windows());
    summary.put("retrain_epochs", result.epochs()).put("retrain_ended", result.ended());
    summary.put("processors", Runtime.getRuntime().availableProcessors());
    summary.put("heap_after_mb", result.heapBytes() / 1e6);
    return result.seconds() < LONGEST_RETRAINING && result.heapBytes() < MOST_HEAP;
  }

  private void print(ObjectNode summary) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (format.json()) {
      var json = JsonNodeFactory.instance.objectNode().put("bench", "speed");
      json.putArray("rows");
      json.set("summary", summary);
      out.println(json);
      return;
    }
    summary
        .properties()
        .forEach(each -> out.printf("%-32s %s%n", each.getKey(), each.getValue().asText()));
  }
}
