// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An alerting process that is listened to and killed.
final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

  private Child(Process process) {
    this.process = process;
    var out = process.inputReader(StandardCharsets.UTF_8);
    Thread.ofVirtual()
        .start(() -> {
          try {
            for (var line = out.readLine(); line != null; line = out.readLine()) said.add(line);
          } catch (IOException e) {
            // killed while it spoke
          }
          said.add("end");
        });
  }

  static Child start(AlertingProcess.Order order) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AlertingProcess.class.getName()));
    command.addAll(order.words());
    return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /// Waits until it says a line.
  void await(String line) throws InterruptedException {
    var heard = new ArrayList<String>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var next = said.poll(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line.equals(next)) return;
      if (next != null) heard.add(next);
      if (next == null || next.equals("end"))
        throw new IllegalStateException("It did not say '" + line + "' but: " + heard);
    }
  }

  /// SIGKILL.
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
