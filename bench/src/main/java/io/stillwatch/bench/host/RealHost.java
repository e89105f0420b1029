// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.host;

import io.stillwatch.collector.snapshot.SnapshotScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One host: cron, rsyslog and logrotate in namespaces of their own, with `/etc`, spools and logs
/// below a folder, and a snapshot of itself each minute.
///
/// It begins with a copy of the machine's `/etc`, without the rules by which rsyslog forwards lines
/// to others, and sees none of the machine's processes. Closing it kills its first process, and the
/// kernel ends all others.
final class RealHost implements AutoCloseable {
  private final String name;
  private final Path folder;
  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  private RealHost(String name, Path folder, Process process) {
    this.name = name;
    this.folder = folder;
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static RealHost start(Path parent, String name, int snapshotSeconds) throws IOException {
    var folder = Files.createDirectory(parent.resolve(name));
    Files.writeString(folder.resolve("snapshot.sh"), SnapshotScript.text());
    var script = Files.writeString(folder.resolve("host.sh"), script());
    var command =
        List.of(
            "unshare",
            "--mount",
            "--pid",
            "--uts",
            "--ipc",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "sh",
            script.toString(),
            folder.toString(),
            name,
            Integer.toString(snapshotSeconds));
    var errors = folder.resolve("host.log").toFile();
    var host =
        new RealHost(name, folder, new ProcessBuilder(command).redirectError(errors).start());
    host.expect("ready");
    return host;
  }

  private static String script() throws IOException {
    try (var in = RealHost.class.getResourceAsStream("host.sh")) {
      if (in == null) throw new IOException("host.sh is missing from the build.");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String name() {
    return name;
  }

  /// A part of the configuration of the product: where its log is.
  static String source(Path parent, String name) {
    return """
        - host: %s
          zone: UTC
          paths: ["%s/var/log/syslog*"]
    """
        .formatted(name, parent.resolve(name));
  }

  /// What an administrator types.
  void run(String command) throws IOException {
    in.write(command + "\n");
    in.flush();
    expect("done 0");
  }

  private void expect(String answer) throws IOException {
    var line = out.readLine();
    if (answer.equals(line)) return;
    throw new IOException(
        name + " answered " + line + ": " + Files.readString(folder.resolve("host.log")));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
