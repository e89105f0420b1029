// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.app.config.ConfigException;
import io.stillwatch.app.config.ConfigFile;
import io.stillwatch.app.run.Doctor;
import io.stillwatch.app.run.Doctor.Sign;
import io.stillwatch.app.run.Doctor.State;
import io.stillwatch.core.text.Printable;
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
import picocli.CommandLine.Spec;

/// Whether `serve` would do its work on this machine with this configuration.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Tries what a configuration names: the data folder, Elasticsearch, each source, who is"
            + " subscribed to each topic, the port. Stores and sends nothing; exit 1 if there is a"
            + " problem. Run it before serve, not beside it.")
final class DoctorCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration, for instance stillwatch.yaml.")
  private Path config = Path.of("stillwatch.yaml");

  @Override
  public Integer call() throws ConfigException, InterruptedException {
    var settings = ConfigFile.read(config, System.getenv());
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    List<Sign> problems = new ArrayList<>();
    var doctor =
        new Doctor(
            settings,
            data.orDefault("serve"),
            InstantSource.system(),
            sign -> {
              print(sign, out);
              if (sign.state() == State.PROBLEM) problems.add(sign);
            });
    doctor.examine();
    return problems.isEmpty() ? 0 : 1;
  }

  private static void print(Sign sign, PrintWriter out) {
    var mark =
        switch (sign.state()) {
          case OK -> "ok       ";
          case NOT_TRIED -> "not tried";
          case PROBLEM -> "PROBLEM  ";
        };
    out.println(mark + "  " + Printable.line(sign.what() + ": " + sign.says()));
    out.flush();
  }
}
