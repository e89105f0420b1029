// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.FormatOption;
import io.stillwatch.core.source.LogSource.Delivery;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lines per second into Elasticsearch: its limit, rsyslog, Stillwatch direct and by its spool.
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "Measures lines per second from a file to searchable documents; exit 1 below the bars of"
            + " bench/README.md.")
public final class IngestBench implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(IngestBench.class);
  private static final String LIMIT = "limit";
  private static final String RSYSLOG = "rsyslog";
  private static final String DIRECT = "direct";
  private static final String SPOOLED = "spooled";

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--lines", description = "Of each round (default: 1,000,000).")
  private int lines = 1_000_000;

  @Option(
      names = "--rounds",
      description = "Turns of each contestant, of which the best counts (default: 3).")
  private int rounds = 3;

  @Option(names = "--seed", description = "Of the drawn lines (default: 1).")
  private long seed = 1;

  @Option(
      names = "--rsyslogd",
      paramLabel = "FILE",
      description = "The rsyslog to compare with (default: /usr/sbin/rsyslogd).")
  private Path rsyslogd = Path.of("/usr/sbin/rsyslogd");

  @Option(
      names = "--latency",
      paramLabel = "SECONDS",
      description = "Of 1,000 lines a second, each timed until it is searchable (default: 30).")
  private int latencySeconds = 30;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, StoreException, InterruptedException {
    if (rounds > 0 && !Files.isExecutable(rsyslogd))
      throw new IOException(
          rsyslogd + " is missing: install rsyslog and rsyslog-elasticsearch, or name it.");
    var folder = Files.createTempDirectory("stillwatch-ingest");
    try (var server = Server.start(folder)) {
      var rows = rounds > 0 ? measured(server, folder) : Map.<String, IngestRow>of();
      var latency =
          latencySeconds > 0
              ? Optional.of(Latency.of(server, folder, latencySeconds))
              : Optional.<Latency>empty();
      var summary = summary(rows, latency);
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      if (format.json()) out.println(json(rows, summary));
      else print(rows, summary, out);
      return meetsBars(summary) ? 0 : 1;
    } finally {
      delete(folder);
    }
  }

  private Map<String, IngestRow> measured(Server server, Path folder)
      throws IOException, StoreException, InterruptedException {
    var file =
        LogFile.write(folder.resolve("messages"), lines, seed, InstantSource.system().instant());
    var contestants = contestants(file, server, folder);
    for (var name : new String[] {DIRECT, SPOOLED}) { // both Java programs compile as they run
      Objects.requireNonNull(contestants.get(name)).send(file, server);
      server.empty();
    }
    var best = new LinkedHashMap<String, IngestRow>();
    for (int round = 0; round < rounds; round++) {
      for (var one : contestants.entrySet()) {
        var row = timed(one.getKey(), one.getValue(), file, server);
        log.atInfo()
            .addKeyValue("round", round + 1)
            .addKeyValue("name", row.name())
            .addKeyValue("linesPerSecond", Math.round(row.linesPerSecond()))
            .log("One turn ended.");
        best.merge(one.getKey(), row, IngestRow::better);
      }
    }
    return best;
  }

  private Map<String, Contestant> contestants(LogFile file, Server server, Path folder)
      throws IOException, StoreException, InterruptedException {
    var contestants = new LinkedHashMap<String, Contestant>();
    contestants.put(LIMIT, Limit.prepare(file, server, folder));
    contestants.put(RSYSLOG, new Rsyslog(rsyslogd, folder));
    contestants.put(DIRECT, new Stillwatch(Delivery.DIRECT, folder));
    contestants.put(SPOOLED, new Stillwatch(Delivery.SPOOLED, folder));
    return contestants;
  }

  private static IngestRow timed(String name, Contestant contestant, LogFile file, Server server)
      throws IOException, StoreException, InterruptedException {
    server.empty();
    System.gc(); // the garbage of one must not be the pause of the next
    long began = System.nanoTime();
    var usage = contestant.send(file, server);
    long found = server.refreshed();
    long nanos = System.nanoTime() - began;
    if (found != file.lines())
      throw new IOException(
          name + " wrote " + found + " documents of " + file.lines() + " lines: not comparable.");
    return IngestRow.of(name, file.lines(), nanos, usage);
  }

  private static ObjectNode summary(Map<String, IngestRow> rows, Optional<Latency> latency) {
    var summary = JsonNodeFactory.instance.objectNode();
    if (!rows.isEmpty()) {
      summary.put("direct_over_limit", ratio(rows, DIRECT, LIMIT));
      summary.put("direct_over_rsyslog", ratio(rows, DIRECT, RSYSLOG));
      summary.put("spooled_over_limit", ratio(rows, SPOOLED, LIMIT));
      summary.put("cpu_s_per_million", round(row(rows, DIRECT).cpuPerMillion()));
    }
    latency.ifPresent(l -> {
      summary.put("latency_p50_s", round(l.seconds(0.5)));
      summary.put("latency_p99_s", round(l.seconds(0.99)));
      summary.put("latency_max_s", round(l.seconds(1)));
    });
    return summary;
  }

  private static IngestRow row(Map<String, IngestRow> rows, String name) {
    return Objects.requireNonNull(rows.get(name));
  }

  private static double ratio(Map<String, IngestRow> rows, String of, String over) {
    return round(row(rows, of).linesPerSecond() / row(rows, over).linesPerSecond());
  }

  private static double round(double figure) {
    return Math.round(figure * 1_000) / 1_000.0;
  }

  private static boolean meetsBars(ObjectNode summary) {
    return summary.path("direct_over_limit").asDouble(1) >= 0.8
        && summary.path("direct_over_rsyslog").asDouble(2) > 1
        && summary.path("spooled_over_limit").asDouble(1) >= 0.5
        && summary.path("cpu_s_per_million").asDouble(0) <= 4
        && summary.path("latency_p99_s").asDouble(0) < 3;
  }

  private static void print(Map<String, IngestRow> rows, ObjectNode summary, PrintWriter out) {
    if (!rows.isEmpty())
      out.printf("%-10s %12s %18s %10s%n", "", "lines/s", "CPU s/1,000,000", "peak MiB");
    for (var row : rows.values()) {
      out.printf(
          Locale.ROOT,
          "%-10s %,12.0f %18.2f %10d%n",
          row.name(),
          row.linesPerSecond(),
          row.cpuPerMillion(),
          row.peakBytes() >> 20);
    }
    summary.properties().forEach(e -> out.printf("%-20s %s%n", e.getKey(), e.getValue().asText()));
  }

  private static ObjectNode json(Map<String, IngestRow> rows, ObjectNode summary) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "ingest");
    var list = json.putArray("rows");
    for (var row : rows.values()) {
      list.addObject()
          .put("name", row.name())
          .put("lines_per_second", Math.round(row.linesPerSecond()))
          .put("cpu_s_per_million", round(row.cpuPerMillion()))
          .put("peak_bytes", row.peakBytes());
    }
    json.set("summary", summary);
    return json;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }
}
