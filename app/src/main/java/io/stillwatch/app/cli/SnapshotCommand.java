// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.collector.snapshot.SnapshotScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A snapshot of the machine it runs on, by the same script that hosts run.
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = {
      "Writes how this machine is configured, and the listing of its log files, as two lines of JSON.",
      "",
      "Passwords and tokens are taken out. As root it sees more than as a user. Other machines need"
          + " only the script: stillwatch snapshot --script > stillwatch-snapshot.sh"
    })
final class SnapshotCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Append to a file instead of printing.")
  private @Nullable Path output;

  @Option(
      names = {"-u", "--url"},
      paramLabel = "URL",
      description = "Ship to a running Stillwatch, for instance http://127.0.0.1:8080.")
  private @Nullable String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file with the token that is sent along.")
  private @Nullable Path token;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "Of a mounted file system instead of /.")
  private @Nullable Path root;

  @Option(names = "--script", description = "Print the script instead of running it.")
  private boolean script;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (script) {
      out.print(SnapshotScript.text());
    } else {
      var printed = SnapshotScript.run(List.of("/bin/sh"), arguments());
      out.print(new String(printed, StandardCharsets.UTF_8));
    }
    out.flush();
    return 0;
  }

  private List<String> arguments() {
    var arguments = new ArrayList<String>();
    if (output != null) arguments.addAll(List.of("-o", output.toAbsolutePath().toString()));
    if (url != null) arguments.addAll(List.of("-u", url));
    if (token != null) arguments.addAll(List.of("-t", token.toAbsolutePath().toString()));
    if (root != null) arguments.addAll(List.of("-r", root.toAbsolutePath().toString()));
    return arguments;
  }
}
