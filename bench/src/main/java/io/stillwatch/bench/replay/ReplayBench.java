// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.app.replay.ReplayRun;
import io.stillwatch.bench.FormatOption;
import io.stillwatch.collector.replay.EvidenceFolders;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
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

/// Replays every labelled evidence folder below a folder and compares the alerts with the labels.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Replays each folder below DIR that has a label; exit 1 if one came out wrong.")
public final class ReplayBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder of evidence folders.")
  private Path folder = Path.of(".");

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Labels of folders without a label.json: folder path -> label (default: those of the"
              + " judgement cases).")
  private @Nullable Path labels;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, StoreException, InterruptedException {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    var labelled =
        (labels == null ? LabelledFolders.withDefaultLabels() : LabelledFolders.withLabels(labels))
            .below(folder);
    if (labelled.isEmpty())
      throw new ParameterException(commandLine, "No folder below " + folder + " has a label.");
    var rows = new ArrayList<ReplayRow>();
    for (var one : labelled) rows.add(replay(one));
    var out = commandLine.getOut();
    if (format.json()) out.println(json(rows));
    else print(rows, out);
    return rows.stream().allMatch(ReplayRow::right) ? 0 : 1;
  }

  /// Schedule and evidence alone: what the autoencoder adds is measured in docs/DETECTOR.md.
  private static ReplayRow replay(LabelledEvidence labelled)
      throws IOException, StoreException, InterruptedException {
    var recording = EvidenceFolders.read(labelled.folders(), InstantSource.system());
    var alerts = ReplayRun.of(recording, Detector.none()).alerts();
    return ReplayRow.of(labelled, alerts.stream().map(RaisedAlert::of).toList());
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
      row.problems().forEach(problem -> out.println("    " + problem));
    }
    out.printf("%d of %d right%n", right(rows), rows.size());
  }

  private static ObjectNode json(List<ReplayRow> rows) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "replay");
    var list = json.putArray("rows");
    for (var row : rows) {
      var object =
          list.addObject()
              .put("folder", row.folder())
              .put("right", row.right())
              .put("alerts", row.alerts().size())
              .put("detected_at", row.detectedAt())
              .put("cause", row.cause());
      var problems = object.putArray("problems");
      row.problems().forEach(problems::add);
    }
    json.putObject("summary").put("folders", rows.size()).put("right", right(rows));
    return json;
  }

  private static long right(List<ReplayRow> rows) {
    return rows.stream().filter(ReplayRow::right).count();
  }
}
