// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.app.config.ConfigException;
import io.stillwatch.app.demo.Demo;
import io.stillwatch.app.demo.DemoReport;
import io.stillwatch.app.demo.Progress;
import io.stillwatch.app.export.EvidenceExport;
import io.stillwatch.app.run.DataFolder;
import io.stillwatch.core.store.StoreException;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The case study, simulated, through the product's own path.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates 60 days of 4 servers and 6 RDS instances in which, on day 45, an edited crontab"
          + " silently stops a log rotation; collects, detects, explains and sends it; stays up with"
          + " the web UI until Ctrl-C.",
      "",
      "Needs no AWS account. A second start finds its data again."
    })
final class DemoCommand implements Callable<Integer> {
  enum Format {
    text,
    json
  }

  private static final Duration REAL_TIME_OF_AN_HOUR = Duration.ofSeconds(10);

  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--once",
      description = "End after the 60 days; exit 0 only if the story came out right.")
  private boolean once;

  @Option(
      names = "--format",
      description = "What to print at the end: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Option(
      names = "--port",
      description = "Port of the web UI on 127.0.0.1 (default: 8080; 0: any free one).")
  private int port = 8080;

  @Option(
      names = "--evidence",
      paramLabel = "DIR",
      description = "Export the evidence of the 60 days to a new folder, for 'stillwatch replay'.")
  private @Nullable Path evidence;

  @Override
  public Integer call() throws IOException, StoreException, ConfigException, InterruptedException {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    if (evidence != null) EvidenceExport.requireEmpty(evidence);
    var progress = new Progress(commandLine.getErr(), onTerminal());
    try (var folder = DataFolder.open(data.orDefault("demo"));
        var demo = Demo.start(folder, once ? 0 : port, progress)) {
      Shutdown.closes(demo::close);
      var report = demo.run();
      print(commandLine, report);
      if (evidence != null) progress.say(demo.export(evidence).toString());
      if (once) return report.faults().isEmpty() ? 0 : CommandLine.ExitCode.SOFTWARE;
      progress.say("Web UI: " + demo.url() + "  (simulated time goes on; Ctrl-C ends)");
      demo.stayUp(REAL_TIME_OF_AN_HOUR);
      return 0;
    }
  }

  private static boolean onTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private void print(CommandLine commandLine, DemoReport report) {
    if (format == Format.json) {
      commandLine.getOut().println(report.toJson());
    } else {
      commandLine.getOut().println();
      report.lines().forEach(commandLine.getOut()::println);
    }
    report.faults().forEach(fault -> commandLine.getErr().println("stillwatch: " + fault));
  }
}
