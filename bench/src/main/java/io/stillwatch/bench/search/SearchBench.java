// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.FormatOption;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Searches, views, exports and open tabs on a server with many lines and jobs.
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description =
        "Loads lines and jobs into the embedded Elasticsearch and times searches, views, an export"
            + " and what a tab costs; exit 1 below the bars of bench/README.md.")
public final class SearchBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--documents", description = "Lines to load (default: ${DEFAULT-VALUE}).")
  private int documents = 10_000_000;

  @Option(names = "--jobs", description = "Jobs to load (default: ${DEFAULT-VALUE}).")
  private int jobs = 10_000;

  @Option(names = "--tabs", description = "Tabs to open (default: ${DEFAULT-VALUE}).")
  private int tabs = 50;

  @Option(names = "--rounds", description = "Of each request (default: ${DEFAULT-VALUE}).")
  private int rounds = 40;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, StoreException, InterruptedException {
    var folder = Files.createTempDirectory("stillwatch-search");
    try (var world = SearchWorld.start(folder)) {
      var lines = new SearchLines(documents);
      lines.load(world);
      world.load(SearchJobs.of(jobs, lines.until()));
      var figures = new Figures();
      var timing = new SearchTiming(world, lines, rounds, figures);
      timing.searches();
      timing.views();
      timing.export();
      timing.tabs(tabs);
      print(figures, Objects.requireNonNull(spec).commandLine().getOut());
      return figures.meetBars() ? 0 : 1;
    } finally {
      delete(folder);
    }
  }

  private void print(Figures figures, PrintWriter out) {
    if (format.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("bench", "search");
      json.putArray("rows");
      json.set("summary", figures.json());
      out.println(json);
      return;
    }
    figures
        .json()
        .properties()
        .forEach(figure -> out.printf("%-22s %s%n", figure.getKey(), figure.getValue()));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
