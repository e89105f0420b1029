// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.FormatOption;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How long a tick of the watch takes, how much memory it needs and how fast it restarts, over a
/// synthetic fleet.
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Measures ticks, heap and restart of the watch on a synthetic fleet; with --against also how"
            + " they grow with the length of the history.")
public final class WatchBench implements Callable<Integer> {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int JOBS_PER_HOST = 10;
  private static final int TICKS = 90;
  private static final int WARM_UP = 15;
  private static final int MANY = 600;
  private static final int MOST = 5_000;

  /// Where states, statuses and evidence are kept while ticks are measured.
  enum Store {
    memory,
    elasticsearch
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--hosts", description = "Hosts with ten jobs each (default: 1000).")
  private int hosts = 1_000;

  @Option(names = "--days", description = "Days of history (default: 60).")
  private int days = 60;

  @Option(
      names = "--against",
      description = "Days of a second, longer history to compare with; 0 for none (default: 0).")
  private int against = 0;

  @Option(
      names = "--store",
      description = "Where the measured ticks read and write: ${COMPLETION-CANDIDATES}.")
  private Store store = Store.memory;

  @Option(names = "--seed", description = "Equal seeds give equal fleets (default: 1).")
  private long seed = 1;

  private final Map<String, Double> summary = new LinkedHashMap<>();

  @Mixin private FormatOption format = new FormatOption();

  /// What one history came to.
  private record Figures(double p50, double p99, double heapMb, double restartSeconds) {}

  @Override
  public Integer call() throws IOException, StoreException, InterruptedException {
    var first = measure(days);
    found("tick_p50_ms", first.p50());
    found("tick_p99_ms", first.p99());
    found("heap_mb", first.heapMb());
    found("restart_s", first.restartSeconds());
    if (against > 0) {
      var second = measure(against);
      found("tick_growth", second.p50() / first.p50() - 1);
      found("heap_growth", second.heapMb() / first.heapMb() - 1);
      found("restart_growth", second.restartSeconds() / first.restartSeconds() - 1);
    }
    stopAtOnce(MANY);
    stopAtOnce(MOST);
    if (format.json()) out().println(json());
    return 0;
  }

  /// A figure is printed as soon as it is known, since the next one may take minutes.
  private void found(String key, double value) {
    summary.put(key, value);
    if (format.json()) return;
    out().printf(Locale.ROOT, "%-24s %12.3f%n", key, value);
    out().flush();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private Figures measure(int length) throws IOException, StoreException, InterruptedException {
    var plan = new FleetPlan(seed, hosts, JOBS_PER_HOST, START, new FaultRates(0.02, 0.001, 0.01));
    var fleet = SyntheticFleet.of(plan);
    if (store == Store.memory) return measured(withHistory(fleet, length));
    var folder = Files.createTempDirectory("stillwatch-bench-watch");
    try (var elastic = ElasticWatch.start(folder)) {
      return measured(continuedOn(elastic, fleet, length));
    }
  }

  private static WatchRun withHistory(SyntheticFleet fleet, int days)
      throws StoreException, InterruptedException {
    var run = new WatchRun(fleet, START, WatchRun.Stores.inMemory(new CountedHistory()));
    run.history(Duration.ofDays(days));
    return run;
  }

  /// The history takes longest, so it is measured in memory, too; nothing of that run is kept.
  private WatchRun continuedOn(ElasticWatch elastic, SyntheticFleet fleet, int length)
      throws StoreException, InterruptedException {
    var run = withHistory(fleet, length);
    var inMemory = measured(run);
    found("memory_tick_p50_ms", inMemory.p50());
    found("memory_tick_p99_ms", inMemory.p99());
    found("memory_heap_mb", inMemory.heapMb());
    found("memory_restart_s", inMemory.restartSeconds());
    return elastic.continued(fleet, run);
  }

  private static Figures measured(WatchRun run) throws StoreException, InterruptedException {
    run.ticks(WARM_UP);
    var ticks = run.ticks(TICKS);
    double heap = heapMb();
    run.restart();
    double restart = run.step(Duration.ofMinutes(1)) / 1_000;
    return new Figures(ticks[ticks.length / 2], ticks[(int) (ticks.length * 0.99)], heap, restart);
  }

  /// After a full collection.
  private static double heapMb() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  /// All jobs of one host stop at once: how many alerts, and how long the slowest tick took until
  /// they were decided.
  private void stopAtOnce(int jobs) throws StoreException, InterruptedException {
    var plan = new FleetPlan(seed, 1, jobs, START, FaultRates.NONE);
    var fleet = SyntheticFleet.of(plan);
    var run = new WatchRun(fleet, START, WatchRun.Stores.inMemory(new CountedHistory()));
    run.history(Duration.ofDays(10));
    var stopped = fleet.stopAll(fleet.hosts().getFirst().host(), run.now());
    double slowest = 0;
    for (int i = 0; i < 26 * 12; i++) {
      slowest = Math.max(slowest, run.step(stopped, Duration.ofMinutes(5)));
    }
    var alerts = run.stores().alerts().open().size();
    found("stop_" + jobs + "_alerts", alerts);
    found("stop_" + jobs + "_slowest_tick_ms", slowest);
  }

  private ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "watch");
    json.putArray("rows");
    var figures = json.putObject("summary");
    summary.forEach(figures::put);
    return json;
  }
}
