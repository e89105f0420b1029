// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.app.replay.ReplayRun;
import io.stillwatch.collector.replay.EvidenceFolders;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Replays every labelled evidence folder below a folder and holds the alerts against the labels.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Replays each folder below DIR that has a label.json; exit 1 if one came out wrong.")
final class ReplayBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder of evidence folders.")
  private Path folder = Path.of(".");

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, StoreException, InterruptedException {
    var rows = new ArrayList<ReplayRow>();
    for (var labelled : labelled()) rows.add(replay(labelled));
    var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    if (format.json()) out.println(json(rows));
    else print(rows, out);
    return rows.stream().allMatch(ReplayRow::right) ? 0 : 1;
  }

  private List<Path> labelled() throws IOException {
    try (var below = Files.walk(folder, 2)) {
      return below
          .filter(path -> path.endsWith("label.json"))
          .map(label -> label.toAbsolutePath().getParent())
          .sorted()
          .toList();
    }
  }

  /// Schedule and evidence alone: what the autoencoder adds is measured in docs/DETECTOR.md.
  private static ReplayRow replay(Path labelled)
      throws IOException, StoreException, InterruptedException {
    var recording = EvidenceFolders.read(List.of(labelled), InstantSource.system());
    var result = ReplayRun.of(recording, Detector.none());
    return new ReplayRow(
        String.valueOf(labelled.getFileName()),
        Label.read(labelled.resolve("label.json")),
        result.alerts());
  }

  private static void print(List<ReplayRow> rows, PrintWriter out) {
    out.printf("%-28s %-6s %-6s %-22s %s%n", "folder", "right", "alerts", "detected", "cause");
    for (var row : rows) {
      out.printf(
          "%-28s %-6s %-6d %-22s %s%n",
          row.folder(),
          row.right() ? "yes" : "NO",
          row.alerts().size(),
          row.detectedAt(),
          row.cause());
    }
    long right = rows.stream().filter(ReplayRow::right).count();
    out.printf(Locale.ROOT, "%d of %d right%n", right, rows.size());
  }

  private static ObjectNode json(List<ReplayRow> rows) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "replay");
    var list = json.putArray("rows");
    for (var row : rows) {
      list.addObject()
          .put("folder", row.folder())
          .put("right", row.right())
          .put("alerts", row.alerts().size())
          .put("detected_at", row.detectedAt())
          .put("cause", row.cause());
    }
    json.putObject("summary")
        .put("folders", rows.size())
        .put("right", rows.stream().filter(ReplayRow::right).count());
    return json;
  }
}
