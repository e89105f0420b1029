// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.File;
import java.io.IOException;
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

  /// Traces nothing but one call from the start on, and makes it fail or kill as told.
  static String[] strace(String call, String inject, Path output) {
    return new String[] {
      "strace",
      "-f",
      "-qq",
      "--seccomp-bpf",
      "-e",
      "trace=" + call,
      "-e",
      inject,
      "-o",
      output.toString()
    };
  }

  /// The same for a process that runs; ends with that process, or when it is destroyed.
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
