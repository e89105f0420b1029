// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The script that takes a snapshot of the machine it runs on.
public final class SnapshotScript {
  private static final String NAME = "stillwatch-snapshot.sh";

  private SnapshotScript() {}

  /// The text of the script, to be installed on hosts.
  public static String text() {
    try (var in = open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The script is missing from the build.", e);
    }
  }

  private static InputStream open() throws IOException {
    var in = SnapshotScript.class.getResourceAsStream(NAME);
    if (in == null) throw new IOException(NAME);
    return in;
  }

  /// Runs the script by a shell such as `sh` or `busybox sh`; its messages go to our standard
  /// error. Returns what it printed.
  public static byte[] run(List<String> shell, List<String> arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(shell);
    command.addAll(List.of("-s", "--"));
    command.addAll(arguments);
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var in = process.getOutputStream()) {
      in.write(text().getBytes(StandardCharsets.UTF_8));
    }
    var printed = process.getInputStream().readAllBytes();
    int code = process.waitFor();
    if (code != 0) throw new IOException("The snapshot script ended with " + code + ".");
    return printed;
  }
}
