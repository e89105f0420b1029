// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.alerting.message.Texts;
import io.stillwatch.app.export.ExportFolder;
import io.stillwatch.app.replay.ReplayResult;
import io.stillwatch.app.replay.ReplayRun;
import io.stillwatch.collector.replay.EvidenceFolders;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// "Had you been here in January?": the past through the same code.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Runs collection, audit, detection and alerting over recorded evidence on a virtual clock.",
      "",
      "EVIDENCE is a folder that holds any of replay.yaml (host, timezone, start, dialect), *.log,"
          + " *.journal.json, snapshots.ndjson[.gz], etc/; or a log file; or a folder that 'stillwatch export' wrote."
    })
final class ReplayCommand implements Callable<Integer> {
  enum Format {
    text,
    json
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "EVIDENCE", arity = "1..*", description = "Folders or log files.")
  private List<Path> evidence = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write alerts.ndjson, findings.ndjson, jobs.ndjson, verdicts.ndjson, anomalies.ndjson there.")
  private @Nullable Path out;

  @Option(
      names = "--format",
      description = "What to print: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Option(
      names = "--no-model",
      description = "Judge by schedule and evidence alone, without training the autoencoder.")
  private boolean noModel;

  @Override
  public Integer call() throws IOException, StoreException, InterruptedException {
    var commandLine = java.util.Objects.requireNonNull(spec).commandLine();
    for (var path : evidence) {
      if (!Files.isReadable(path)) {
        throw new ParameterException(
            commandLine, "There is no evidence at " + path + ": give a folder or a log file.");
      }
    }
    var models = Files.createTempDirectory("stillwatch-replay-");
    try {
      var detector = noModel ? Detector.none() : ReplayRun.autoencoder(models);
      if (evidence.stream().anyMatch(ExportFolder::isExport)) replayExport(commandLine, detector);
      else replayFolders(commandLine, detector);
    } finally {
      delete(models);
    }
    return 0;
  }

  private void replayExport(CommandLine commandLine, Detector detector)
      throws IOException, StoreException, InterruptedException {
    if (evidence.size() > 1)
      throw new ParameterException(
          commandLine, "An export is replayed alone: give its folder and nothing else.");
    var export = ExportFolder.open(evidence.getFirst());
    print(commandLine, ReplayRun.of(export, detector), export.manifest().zones().size());
  }

  private void replayFolders(CommandLine commandLine, Detector detector)
      throws IOException, StoreException, InterruptedException {
    var recording = EvidenceFolders.read(evidence, InstantSource.system());
    for (var ignored : recording.ignored())
      commandLine.getErr().println("ignored: " + Printable.line(ignored.toString()));
    for (var guessed : recording.guessed()) {
      commandLine
          .getErr()
          .println(
              guessed
                  + " has no year; the latest possible is taken. If weekdays come out wrong, give"
                  + " replay.yaml a line `start: yyyy-mm-dd`, the date of the first line.");
    }
    print(commandLine, ReplayRun.of(recording, detector), recording.hosts().size());
  }

  private void print(CommandLine commandLine, ReplayResult result, int hosts)
      throws IOException, StoreException {
    if (out != null) result.write(out);
    if (format == Format.json)
      commandLine.getOut().println(Printable.json(result.toJson().toString()));
    else print(commandLine.getOut(), result, hosts);
  }

  private void print(PrintWriter to, ReplayResult result, int hosts) throws StoreException {
    var alerts = result.alerts();
    to.printf(
        "%d pieces of evidence, %s to %s (%s), %d hosts, %d jobs%n",
        result.evidence(),
        result.from(),
        result.until(),
        Durations.words(Duration.between(result.from(), result.until())),
        hosts,
        result.jobs().size());
    to.printf(
        "%d alert%s, %d findings%n",
        alerts.size(), alerts.size() == 1 ? "" : "s", result.findings().size());
    for (var alert : alerts) {
      to.printf("%n%s %s %s%n", alert.id(), alert.severity(), Printable.line(Texts.title(alert)));
      to.printf(
          "  detected  %s (first missed %s)%n",
          alert.times().detectedAt(), alert.times().startedAt());
      to.printf("  state     %s%n", alert.state());
      to.printf("  why       %s%n", Printable.line(Texts.explanation(alert)));
    }
    if (!result.findings().isEmpty()) to.println();
    for (var finding : result.findings()) {
      to.printf(
          "%s %s %s: %s%n",
          finding.rule(),
          finding.severity(),
          Printable.line(finding.place().toString()),
          Printable.line(finding.explanation().title()));
    }
    Optional.ofNullable(out).ifPresent(folder -> to.printf("%nWritten to %s%n", folder));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
