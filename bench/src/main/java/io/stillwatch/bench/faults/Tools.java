// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Programs of the system by which faults are made.
final class Tools {
  private Tools() {}

  /// Throws with the remedy where a program is not on the PATH.
  static void need(String program, String remedy) {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, program))) return;
    }
    throw new IllegalStateException(program + " is not here. " + remedy);
  }

  /// Throws with the remedy where the command fails.
  static void run(String remedy, String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() == 0) return;
    throw new IllegalStateException(command[0] + " failed: " + said + " " + remedy);
  }

  /// Traces one kind of call of a process, and makes it fail or kill as told; ends with that
  /// process, or when it is destroyed.
  static Process strace(long pid, String call, String inject, Path output) throws IOException {
    need("strace", "Install the package strace.");
    return new ProcessBuilder(
            "strace",
            "-f",
            "-qq",
            "-p",
            Long.toString(pid),
            "-e",
            "trace=" + call,
            "-e",
            inject,
            "-o",
            output.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
