// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A carrier as a process of its own: told what to do, listened to, killed.
final class CarrierProcess {
  private final Process process;
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
  private volatile int port;

  private CarrierProcess(Process process) {
    this.process = process;
    var out = process.inputReader(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(() -> listen(out));
  }

  /// How the JVM is started; `before` is a command that runs it, such as strace.
  record Launch(List<String> before, String classPath, Path archive, Path log) {
    Launch {
      before = List.copyOf(before);
    }

    Launch under(String... command) {
      return new Launch(List.of(command), classPath, archive, log);
    }
  }

  static CarrierProcess start(CarrierSettings settings, Launch launch) throws IOException {
    var command = new ArrayList<>(launch.before());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:SharedArchiveFile=" + launch.archive(),
            "-XX:+AutoCreateSharedArchive",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-cp",
            launch.classPath(),
            Carrier.class.getName()));
    command.addAll(settings.arguments());
    var builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
    return new CarrierProcess(builder.start());
  }

  private void listen(BufferedReader out) {
    try {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("ready ")) port = Integer.parseInt(line.substring(6));
        said.add(line);
      }
    } catch (IOException e) {
      // killed while it spoke
    }
    said.add("end");
  }

  /// 0 until it is ready.
  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /// Waits for a line that begins like this, and returns it.
  String await(String beginning, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      var line = said.poll(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null)
        throw new IllegalStateException(
            "The carrier did not say '" + beginning + "' within " + patience.toSeconds() + " s.");
      if (line.startsWith(beginning)) return line;
      if (line.equals("end"))
        throw new IllegalStateException("The carrier ended before it said '" + beginning + "'.");
    }
  }

  /// Sends an order and returns its answer.
  String order(String order, String answer) throws IOException, InterruptedException {
    var in = process.outputWriter(StandardCharsets.UTF_8);
    in.write(order + "\n");
    in.flush();
    return await(answer, Duration.ofSeconds(20));
  }

  /// SIGKILL to the JVM, and to whatever runs it.
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  boolean endsWithin(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Ends it in good order.
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!endsWithin(Duration.ofSeconds(15))) kill();
  }
}
