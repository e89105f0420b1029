// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.app.series.CsvSeries;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.series.Amount;
import io.stillwatch.core.series.AnomalyRule;
import io.stillwatch.core.series.Sample;
import io.stillwatch.core.series.Scale;
import io.stillwatch.core.series.SeriesAnomaly;
import io.stillwatch.core.series.TimeSeries;
import io.stillwatch.detector.SeriesModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Finds the anomalies of a series in a CSV file.
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Says where a series of numbers is not as the rest of it: score, observed, expected, interval.",
      "",
      "FILE has lines time,value; time is RFC 3339, seconds since 1970 or YYYY-MM-DD HH:MM:SS (UTC)."
          + " An autoencoder is trained on the whole file, which takes some seconds. Scores begin at"
          + " 25, where an error stands out; 75 is twice that."
    })
final class ScoreCommand implements Callable<Integer> {
  enum Format {
    text,
    json
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A CSV file.")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      description = "What to print: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Option(
      names = "--bucket",
      paramLabel = "SECONDS",
      description =
          "Average over so many seconds (default: the usual distance of the samples, or a multiple of"
              + " it where there are many).")
  private @Nullable Long bucketSeconds;

  @Option(
      names = "--live",
      description =
          "Score each hour by what came before it alone, as the growth of logs and free space are"
              + " scored live. Scores begin some weeks after the first hour.")
  private boolean live;

  @Option(
      names = "--bytes",
      description = "With --live: the values are the bytes gained in each hour, as of a log.")
  private boolean bytes;

  @Option(names = "--seed", description = "Of the training (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ParameterException(
          commandLine, file + " is not a file that can be read: give a CSV file.");
    }
    if (bucketSeconds != null && bucketSeconds < 1) {
      throw new ParameterException(commandLine, "--bucket is a number of seconds, at least 1.");
    }
    if ((live && bucketSeconds != null) || (bytes && !live)) {
      throw new ParameterException(
          commandLine, "--live is by the hour, without --bucket; --bytes goes with --live.");
    }
    var samples = CsvSeries.read(file);
    if (live) {
      var followed = new LiveScores(bytes ? Amount.BYTES : Amount.NUMBER, seed).of(samples);
      if (format == Format.json) commandLine.getOut().println(followed.json(file.toString()));
      else followed.print(commandLine.getOut());
      return 0;
    }
    var series = series(samples);
    var model = SeriesModel.learn(series, seed);
    var anomalies = AnomalyRule.DEFAULT.anomalies(series, model.expected(series, Scale.of(series)));
    if (format == Format.json) commandLine.getOut().println(json(series, anomalies));
    else print(commandLine.getOut(), series, anomalies);
    return 0;
  }

  private TimeSeries series(List<Sample> samples) throws IOException {
    var bucket =
        bucketSeconds == null
            ? TimeSeries.fittingBucket(samples)
            : Duration.ofSeconds(bucketSeconds);
    long buckets = TimeSeries.bucketsOf(samples, bucket);
    if (buckets < SeriesModel.FEWEST_BUCKETS || buckets > TimeSeries.MOST_BUCKETS) {
      throw new IOException(
          file
              + ": "
              + buckets
              + " buckets of "
              + Durations.words(bucket)
              + "; from "
              + SeriesModel.FEWEST_BUCKETS
              + " to "
              + TimeSeries.MOST_BUCKETS
              + " can be learnt. Give more samples, or another --bucket.");
    }
    return TimeSeries.of(samples, bucket);
  }

  private static void print(PrintWriter to, TimeSeries series, List<SeriesAnomaly> anomalies) {
    int last = series.buckets() - 1;
    to.printf(
        "%d buckets of %s, %s to %s, %d without a sample; %d anomal%s%n",
        series.buckets(),
        Durations.words(series.bucket()),
        series.start(0),
        series.start(last).plus(series.bucket()),
        series.unknown(),
        anomalies.size(),
        anomalies.size() == 1 ? "y" : "ies");
    for (var anomaly : anomalies) {
      to.printf(
          "%5.1f  %s to %s  observed %.6g, expected %.6g at %s%n",
          anomaly.score(),
          anomaly.start(),
          anomaly.end(),
          anomaly.observed(),
          anomaly.expected(),
          anomaly.peak());
    }
  }

  private ObjectNode json(TimeSeries series, List<SeriesAnomaly> anomalies) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("series", file.toString())
        .put("bucket_seconds", series.bucket().toSeconds())
        .put("buckets", series.buckets())
        .put("unknown_buckets", series.unknown())
        .put("seed", seed)
        .put("look_ahead", true);
    var list = json.putArray("anomalies");
    for (var anomaly : anomalies) {
      list.addObject()
          .put("start", anomaly.start().toString())
          .put("end", anomaly.end().toString())
          .put("score", anomaly.score())
          .put("peak", anomaly.peak().toString())
          .put("observed", anomaly.observed())
          .put("expected", anomaly.expected());
    }
    return json;
  }
}
