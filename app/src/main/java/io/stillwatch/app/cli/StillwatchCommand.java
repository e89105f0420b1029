// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.core.text.Printable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root of the command line.
@Command(
    name = "stillwatch",
    mixinStandardHelpOptions = true,
    version = "Stillwatch 0.1.0",
    description = "Notices when scheduled maintenance silently stops, and says why.",
    footerHeading = "%nAlso:%n",
    footer = {
      "  stillwatch test     build everything and run all tests",
      "",
      "Exit codes: 0 all went well, 1 something failed (the last line says what), 2 wrong usage,"
          + " 3 the audit found something."
    },
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ReplayCommand.class,
      ExportCommand.class,
      AuditCommand.class,
      SnapshotCommand.class,
      DeadLettersCommand.class,
      FindingsCommand.class,
      ConfigCommand.class,
      DoctorCommand.class,
      ScoreCommand.class,
      CommandLine.HelpCommand.class
    })
public final class StillwatchCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "Which command? 'stillwatch demo' shows the product.");
  }

  public static int run(String... args) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return new CommandLine(new StillwatchCommand())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(StillwatchCommand::report)
        .execute(args);
  }

  /// What a person can act on in one line; the stack trace goes to the log at debug level.
  private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    org.slf4j.LoggerFactory.getLogger(StillwatchCommand.class)
        .atDebug()
        .setCause(e)
        .log("The command failed.");
    var message = e.getMessage() == null ? e.toString() : e.getMessage();
    command.getErr().println("stillwatch: " + Printable.line(message));
    return CommandLine.ExitCode.SOFTWARE;
  }
}
