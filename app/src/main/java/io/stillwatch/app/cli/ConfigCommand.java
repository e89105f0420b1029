// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.app.config.ConfigException;
import io.stillwatch.app.config.ConfigFile;
import io.stillwatch.app.config.EffectiveSettings;
import io.stillwatch.core.text.Printable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What there is to do with a configuration without running it.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Checks a configuration.",
    subcommands = ConfigCommand.Check.class)
final class ConfigCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "Which command? 'stillwatch config check --config stillwatch.yaml' checks one.");
  }

  /// The same reading as that of `serve`, so what passes here starts there.
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Reads a configuration with its files of jobs and calendars and with the environment, and"
              + " prints every key in force, secrets masked; exit 1 if serve would refuse it.")
  static final class Check implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        required = true,
        description = "The configuration, for instance stillwatch.yaml.")
    private Path config = Path.of("stillwatch.yaml");

    @Override
    public Integer call() throws ConfigException {
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      for (var setting : EffectiveSettings.of(ConfigFile.read(config, System.getenv())))
        out.println(Printable.line(setting.name() + ": " + setting.value()));
      out.flush();
      return 0;
    }
  }
}
