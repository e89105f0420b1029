// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.parse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.FormatOption;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lines per second of each parser beside Grok's, by JMH, and the longest line under fuzzing.
@Command(
    name = "parse",
    mixinStandardHelpOptions = true,
    description =
        "Measures each parser beside Elasticsearch's Grok library; exit 1 if one is less than 5"
            + " times faster or takes more than 100 ms for a line.")
public final class ParseBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--parser", description = "Only this parser; may be given again.")
  private List<String> parsers = List.of();

  @Option(
      names = "--seconds",
      description = "Of measuring for each parser and tool; 0 for none (default: 3).")
  private int seconds = 3;

  @Option(names = "--fuzz", description = "Seconds of fuzzing for each parser (default: 5).")
  private int fuzz = 5;

  @Option(names = "--seed", description = "Of the fuzzed lines (default: 1).")
  private long seed = 1;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws RunnerException {
    var subjects =
        Subjects.all().stream()
            .filter(subject -> parsers.isEmpty() || parsers.contains(subject.name()))
            .toList();
    var results = seconds > 0 ? measured(subjects) : List.<RunResult>of();
    var rows = new ArrayList<ParseRow>();
    for (var subject : subjects) {
      var worst =
          fuzz > 0 ? Fuzzing.of(subject, Duration.ofSeconds(fuzz), seed) : Fuzzing.Worst.NONE;
      var name = subject.name();
      rows.add(
          new ParseRow(
              name,
              score(results, name, ParseBenchmark.OURS),
              score(results, name, ParseBenchmark.GROK),
              worst));
    }
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (format.json()) out.println(json(rows));
    else print(rows, out);
    return rows.stream().allMatch(row -> row.right(seconds > 0)) ? 0 : 1;
  }

  private Collection<RunResult> measured(List<Subject> subjects) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(ParseBenchmark.class.getName() + ".line$")
            .param("parser", subjects.stream().map(Subject::name).toArray(String[]::new))
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS)
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(seconds)
            .measurementTime(TimeValue.seconds(1))
            .verbosity(VerboseMode.SILENT)
            .build();
    return new Runner(options).run();
  }

  /// The best second of each: whatever else runs on the machine only slows a second down.
  private static double score(Collection<RunResult> results, String parser, String tool) {
    return results.stream()
        .filter(result -> result.getParams().getParam("parser").equals(parser))
        .filter(result -> result.getParams().getParam("tool").equals(tool))
        .mapToDouble(result -> result.getPrimaryResult().getStatistics().getMax())
        .findFirst()
        .orElse(0);
  }

  private static void print(List<ParseRow> rows, PrintWriter out) {
    out.printf(
        "%-18s %14s %14s %8s %16s%n",
        "parser", "lines/s", "grok lines/s", "times", "worst line ms");
    for (var row : rows)
      out.printf(
          Locale.ROOT,
          "%-18s %,14.0f %,14.0f %8.1f %16.2f%n",
          row.parser(),
          row.ours(),
          row.grok(),
          row.grok() > 0 ? row.ratio() : 0,
          row.worst().millis());
    out.printf(
        Locale.ROOT,
        "least %.1f times, worst line %.2f ms of %,d%n",
        least(rows),
        worst(rows),
        rows.stream().mapToLong(row -> row.worst().lines()).sum());
  }

  private static double least(List<ParseRow> rows) {
    return rows.stream().filter(row -> row.grok() > 0).mapToDouble(ParseRow::ratio).min().orElse(0);
  }

  private static double worst(List<ParseRow> rows) {
    return rows.stream().mapToDouble(row -> row.worst().millis()).max().orElse(0);
  }

  private static ObjectNode json(List<ParseRow> rows) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "parse");
    var list = json.putArray("rows");
    for (var row : rows)
      list.addObject()
          .put("parser", row.parser())
          .put("lines_per_second", Math.round(row.ours()))
          .put("grok_lines_per_second", Math.round(row.grok()))
          .put("times_grok", row.grok() > 0 ? row.ratio() : 0)
          .put("fuzzed_lines", row.worst().lines())
          .put("worst_line_ms", row.worst().millis())
          .put("worst_line", row.worst().line());
    json.putObject("summary")
        .put("parsers", rows.size())
        .put("least_times_grok", least(rows))
        .put("worst_line_ms", worst(rows));
    return json;
  }
}
