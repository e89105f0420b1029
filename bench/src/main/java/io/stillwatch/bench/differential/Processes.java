// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs programs and keeps what they print.
final class Processes {
  private static final long PATIENCE_SECONDS = 600;

  private Processes() {}

  /// The exit code, and standard output with standard error.
  record Result(int exit, String output) {
    List<String> lines() {
      return output.lines().toList();
    }
  }

  static Result run(List<String> command) throws IOException, InterruptedException {
    return run(command, null);
  }

  static void succeed(List<String> command) throws IOException, InterruptedException {
    succeed(command, null);
  }

  static void succeed(List<String> command, @Nullable Path folder)
      throws IOException, InterruptedException {
    var result = run(command, folder);
    if (result.exit() == 0) return;
    throw new IOException(String.join(" ", command) + " failed: " + result.output().strip());
  }

  private static Result run(List<String> command, @Nullable Path folder)
      throws IOException, InterruptedException {
    var process = builder(command, folder).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " did not end.");
    }
    return new Result(process.exitValue(), output);
  }

  static Process start(List<String> command) throws IOException {
    return builder(command, null).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static ProcessBuilder builder(List<String> command, @Nullable Path folder) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (folder != null) builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("HOME", "/root");
    return builder;
  }
}
